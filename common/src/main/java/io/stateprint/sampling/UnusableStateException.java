package io.stateprint.sampling;

/** A state that no number may be made of: not finite, all zero, or of no tokens. */
public final class UnusableStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int prompt;

  UnusableStateException(int prompt, String message) {
    super(message);
    this.prompt = prompt;
  }

  /** Index of the prompt in the pass. */
  public int prompt() {
    return prompt;
  }
}
