/**
 * Profile: cosines of all prompts of a model in; means by category, layer and style with intervals
 * out.
 *
 * <p>Glossary: a <em>replicate</em> is one draw of the bootstrap: other prompts, other anchors; a
 * <em>grade</em> says how far a number may be trusted. Shape letters: P prompts, L layers, K styles
 * (4), F frames of all styles, R replicates, C categories.
 */
@NullMarked
package io.stateprint.profile;

import org.jspecify.annotations.NullMarked;
