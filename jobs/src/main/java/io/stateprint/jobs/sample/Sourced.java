package io.stateprint.jobs.sample;

import io.stateprint.prompts.TextFile;
import java.util.List;

/**
 * An entry of a file, with the file's name.
 *
 * @param entry such as a prompt
 * @param file without folder
 * @param <T> an entry
 */
record Sourced<T>(T entry, String file) {
  /** All entries, in order. */
  static <T> List<Sourced<T>> of(List<TextFile<T>> files) {
    return files.stream()
        .flatMap(file -> file.entries().stream().map(one -> new Sourced<>(one, file.name())))
        .toList();
  }
}
