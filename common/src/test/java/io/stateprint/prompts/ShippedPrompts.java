package io.stateprint.prompts;

import java.nio.file.Path;

/** Where the shipped prompts are. */
final class ShippedPrompts {
  static final Path FOLDER = Path.of("../data-samples/prompts").toAbsolutePath().normalize();

  private ShippedPrompts() {}
}
