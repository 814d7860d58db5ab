package io.stateprint.validity;

/** Warnings that follow from states, scores and checks, with what they say. */
public enum Pitfall {
  W01("any two states are alike: raw cosines say nothing here"),
  W02("a few massive dimensions dominate"),
  W04("the score goes with the length of the text"),
  W05("a bag of embeddings detects the style almost as well"),
  W07("two styles share a direction and cannot be told apart"),
  W08("random labels are detected: something leaks from training to test"),
  W09("same percent, very different amplitude"),
  W13("the difference is within the numeric floor"),
  W14("states are near the end of float16"),
  W16("no layer is reliable, so no band speaks for the style"),
  W19("within a category the score is not reliable"),
  W21("directions of one language do not serve the other"),
  W25("relative difference undefined: the other's score is near its own zero"),
  W26("prompts are a sample: what is said holds for texts like those of the bank"),
  W27("the direction may hold words of the instructions"),
  W28("a published finding about this model is not reproduced: no number of it has grade A");

  private final String text;

  Pitfall(String text) {
    this.text = text;
  }

  /** What it says. */
  public String text() {
    return text;
  }
}
