/**
 * Sample, job 1: models and prompts in; sampled states, tokens and run manifests in the store out.
 *
 * <p>Glossary: a <em>text</em> is a prompt or an anchor under one condition; a <em>part</em> is the
 * texts that one task carries through the model; a <em>plan</em> says beforehand what will be read
 * and held. Shape letters: T tokens, D width.
 */
@NullMarked
package io.stateprint.jobs.sample;

import org.jspecify.annotations.NullMarked;
