/**
 * Shard: token ids and a decoder in; the states after each layer out, two steps in memory.
 *
 * <p>Glossary: a <em>pass</em> takes all prompts through the layers once, every weight read once; a
 * <em>chunk</em> is a group of prompts whose tokens go through a step together; a <em>piece</em> is
 * some rows of a tensor, as read. Shape letters: B prompts of a chunk, S longest of them in tokens,
 * T tokens of a chunk, D width, V vocabulary.
 */
@NullMarked
package io.stateprint.shard;

import org.jspecify.annotations.NullMarked;
