package io.stateprint.jobs.drift;

import java.util.List;
import java.util.Optional;

/**
 * Which runs are compared.
 *
 * @param reference run whose replicates make the floor
 * @param current run that is held against it; the last of the series where there is none
 * @param series whether a series is watched
 * @param looks runs of the series in order; none for all later runs in the store
 * @param model the only model; empty for all that both runs have
 * @param pooling {@code last} or {@code user}
 */
public record DriftRequest(
    String reference,
    Optional<String> current,
    boolean series,
    List<String> looks,
    Optional<String> model,
    String pooling) {
  public DriftRequest {
    looks = List.copyOf(looks);
  }
}
