package io.stateprint.traits;

import io.stateprint.prompts.Style;
import io.stateprint.validity.Grade;
import java.io.Serializable;

/**
 * How constant one style of a model is.
 *
 * @param style which one
 * @param stability sameness over the reliable layers between 1/3 and 2/3 of the depth, 0 to 1
 * @param flexibility share of the categories in the variance of the score over the band, 0 to 1
 * @param framing points by which an emotional framing moves the score over the band, signed
 * @param leverage mean size of what real system prompts move beyond placebos, in percent of what
 *     was left to 100
 * @param grade of the style's verdict
 */
public record StyleConstancy(
    Style style, Drawn stability, Drawn flexibility, Drawn framing, Drawn leverage, Grade grade)
    implements Serializable {}
