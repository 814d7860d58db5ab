package io.stateprint.jobs.settings;

/**
 * What executors cost.
 *
 * @param perExecutorHour price of one executor for an hour; 0 where it is not known
 * @param currency of the price, as it is printed
 */
public record CostSettings(double perExecutorHour, String currency) {
  /** Price of some seconds of one executor. */
  public double of(double seconds) {
    return perExecutorHour * seconds / 3600;
  }

  /** Whether there is a price. */
  public boolean isKnown() {
    return perExecutorHour > 0;
  }
}
