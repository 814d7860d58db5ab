package io.stateprint.comparison;

import io.stateprint.profile.Interval;
import io.stateprint.prompts.Style;
import java.io.Serializable;

/**
 * The effect of one system prompt on one style, within the family of all styles and prompts that
 * were measured together.
 *
 * @param prompt id of the system prompt
 * @param style which style
 * @param effect by itself
 * @param p that no layer shows an effect, adjusted for the layers
 * @param familyP the same, adjusted for all layers, styles and prompts of the family (max-T)
 * @param familyInterval of the plateau, 95% for all styles and prompts of the family at once
 * @param placeboSpread standard deviation of the placebos' mean changes over the plateau
 * @param bounded whether the onset is only known to lie no deeper: it is the first layer at which
 *     the style can be read, and there are sampled layers before it
 * @param depth verdict; as a placebo where one stands as far out at the plateau; undetermined where
 *     the onset is only bounded and what it is bounded by decides nothing
 */
public record SystemPromptFinding(
    String prompt,
    Style style,
    SystemPromptEffect effect,
    double p,
    double familyP,
    Interval familyInterval,
    double placeboSpread,
    boolean bounded,
    SystemPromptDepth depth)
    implements Serializable {}
