package io.stateprint.traits;

/** Why a number of a model cannot be had. */
public enum Lacking {
  /** No layer's directions are reliable where the number is taken. */
  NO_RELIABLE_LAYER("no layer there has a reliable direction"),
  /** Fewer reliable layers than the number needs. */
  FEW_LAYERS("too few layers there have a reliable direction"),
  /** Somewhere the two instructions do not move unseen prompts apart. */
  NO_RANGE("at a layer there, opposite instructions do not move unseen prompts apart"),
  /** A number that compares categories needs two. */
  ONE_CATEGORY("the prompts are of one category"),
  /** The prompts have none of that category. */
  OTHER_CATEGORY("no prompt is of that category"),
  /** Minimal pairs under all conditions were not sampled. */
  NO_FRAMINGS("no minimal pairs were sampled under all conditions"),
  /** Fewer minimal pairs, or topics of them, than are needed. */
  FEW_FRAMINGS("too few minimal pairs, or topics of them, were sampled"),
  /** No real system prompts, or too few placebos or prompts beside them. */
  NO_SYSTEMS("too few system prompts, placebos, or prompts under them were sampled"),
  /** Style reads out from no layer. */
  NO_READ_OUT("style reads out from no layer"),
  /** Too many draws give no value. */
  FEW_DRAWS("too many draws give no value"),
  /** This version samples no responses. */
  NO_RESPONSES("responses are not sampled in this version");

  private final String text;

  Lacking(String text) {
    this.text = text;
  }

  /** What it says. */
  public String text() {
    return text;
  }
}
