package io.stateprint.comparison;

/** How deep in the model a system prompt works. */
public enum SystemPromptDepth {
  /** There by r = 0.45, and half of it reached by r = 0.5. */
  DEEP,
  /** There from r = 0.60 on only. */
  SHALLOW,
  /** Neither deep nor shallow. */
  MIXED,
  /** The effect at the plateau is within 5 points: equivalent to none. */
  INEFFECTIVE,
  /** Some placebo stands as far out from the others, so what the prompt says is not seen to act. */
  AS_PLACEBO,
  /** No layer shows the effect, and it is not shown to be small either: take more prompts. */
  UNDETERMINED
}
