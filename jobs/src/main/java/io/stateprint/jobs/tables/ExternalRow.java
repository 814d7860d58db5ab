package io.stateprint.jobs.tables;

/**
 * A published finding beside what a model's states show. It lies under a run of its own, {@link
 * #RUN}, and there under the fingerprint of the weights, which is how scores of any run find it.
 *
 * @param check such as {@code E3}
 * @param published the model that the finding speaks of
 * @param expected the published numbers
 * @param got ours; where it was not run, what it needs
 * @param verdict {@code pass}, {@code fail} or {@code not_run}
 * @param checkpoint where the weights were read
 * @param finished UTC time, ISO 8601
 */
public record ExternalRow(
    String check,
    String published,
    String expected,
    String got,
    String verdict,
    String checkpoint,
    String finished) {
  /** The run id of all findings. */
  public static final String RUN = "verify-external";

  /** The verdict that keeps a model from grade A. */
  public static final String FAIL = "fail";
}
