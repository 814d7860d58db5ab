package io.stateprint.validity;

import java.io.Serializable;

/**
 * One check on one number.
 *
 * @param check which one
 * @param value of its statistic; NaN where it was not run
 * @param colour its outcome
 * @param why it is not green; empty where it is
 */
public record ValidityTest(Check check, double value, Colour colour, String why)
    implements Serializable {}
