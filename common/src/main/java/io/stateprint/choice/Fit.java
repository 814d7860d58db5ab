package io.stateprint.choice;

import io.stateprint.profile.Interval;
import java.io.Serializable;

/**
 * How well one model fits a task.
 *
 * @param model id
 * @param value 0 to 1; 0 where one desirability is 0
 * @param interval 95%
 * @param probabilityBest share of replicates in which no other model fits better; ties are shared
 * @param behind how far it is behind the best, with bounds that hold for all pairs of models
 * @param indistinguishable whether those bounds hold 0, or a lead of no more than 0.001
 */
public record Fit(
    String model,
    double value,
    Interval interval,
    double probabilityBest,
    Interval behind,
    boolean indistinguishable)
    implements Serializable {}
