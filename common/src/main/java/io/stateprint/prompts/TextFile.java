package io.stateprint.prompts;

import java.util.List;

/**
 * What a JSONL file holds.
 *
 * @param name of the file, without folder
 * @param entries in the order of the file
 * @param sha256 (hex) of the objects as canonical JSON: keys sorted, no blanks, a line feed after
 *     each
 * @param <T> an entry
 */
public record TextFile<T>(String name, List<T> entries, String sha256) {
  public TextFile {
    entries = List.copyOf(entries);
  }
}
