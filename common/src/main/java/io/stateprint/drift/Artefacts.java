package io.stateprint.drift;

import io.stateprint.storage.InputException;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Hashes of what a run was made from.
 *
 * @param hashes by name, such as {@code weights}, {@code tokenizer}, {@code template}
 */
public record Artefacts(Map<String, String> hashes) implements Serializable {
  public Artefacts {
    if (hashes.isEmpty()) {
      throw new InputException(
          "Cannot compare runs: a run names no hash of what it was made from; take its manifest");
    }
    hashes = Map.copyOf(hashes);
  }

  /** Names whose hashes differ, or which one of the runs lacks, sorted. */
  public TreeSet<String> changedFrom(Artefacts reference) {
    Map<String, String> all = new TreeMap<>(hashes);
    all.putAll(reference.hashes);
    TreeSet<String> out = new TreeSet<>();
    for (String name : all.keySet()) {
      if (!hashes.getOrDefault(name, "").equals(reference.hashes.getOrDefault(name, ""))) {
        out.add(name);
      }
    }
    return out;
  }
}
