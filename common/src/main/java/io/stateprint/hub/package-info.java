/**
 * Hub: the location of a model in, a path of the local disk out; downloads what is not there yet.
 *
 * <p>Glossary: a <em>location</em> is what a user writes: a folder, a file, {@code
 * hf://OWNER/NAME}, {@code sample:smollm2-135m}; an <em>address</em> is a location on the hub, in
 * its parts; a <em>revision</em> is a branch, a tag or a commit; a <em>snapshot</em> is the folder
 * of one commit in the cache; a <em>listing</em> is every file of a commit with its size and
 * checksum; a <em>part</em> is a file that has not arrived in full.
 */
@NullMarked
package io.stateprint.hub;

import org.jspecify.annotations.NullMarked;
