package io.stateprint.jobs.sample;

import io.stateprint.prompts.Prompt;
import io.stateprint.prompts.SystemPrompt;
import java.io.Serializable;

/**
 * One text to sample: a prompt, an anchor or another one under one condition.
 *
 * @param promptId the prompt, or the anchor; ids and conditions of a sweep's texts differ
 * @param promptSet the file that it comes from, without folder
 * @param category its category, or an anchor's style
 * @param topic what it is about
 * @param lang its language
 * @param role {@code prompt}, {@code anchor}, {@code calibration}, {@code paraphrase}, {@code
 *     framing}, {@code control}, {@code placebo} or {@code system}
 * @param condition {@code default}, a style instruction, or a system prompt such as {@code
 *     placebo:ID}
 * @param content what the user says
 * @param system the system prompt of this text, empty for the model's own
 * @param framed the document that stands for all of it in the plain format, empty where there is
 *     none
 */
public record Text(
    String promptId,
    String promptSet,
    String category,
    String topic,
    String lang,
    String role,
    String condition,
    String content,
    String system,
    String framed)
    implements Serializable {
  /** Under the model's own system prompt. */
  public Text(
      String promptId,
      String promptSet,
      String category,
      String topic,
      String lang,
      String role,
      String condition,
      String content) {
    this(promptId, promptSet, category, topic, lang, role, condition, content, "", "");
  }

  /** A prompt of a file, under the model's own system prompt. */
  static Text of(
      Prompt prompt, String file, String role, String condition, Instructions instructions) {
    return new Text(
        prompt.id(),
        file,
        prompt.category(),
        prompt.topic(),
        prompt.lang(),
        role,
        condition,
        instructions.content(prompt, file, condition),
        "",
        instructions.framed(prompt, file, condition));
  }

  /** A prompt of a file under a system prompt of its own, which only a chat has. */
  static Text under(Prompt prompt, String file, String role, SystemPrompt system) {
    return new Text(
        prompt.id(),
        file,
        prompt.category(),
        prompt.topic(),
        prompt.lang(),
        role,
        role + ":" + system.id(),
        prompt.text(),
        system.text(),
        "");
  }

  /** What a model in the plain format reads. */
  public String inPlain() {
    return framed.isEmpty() ? content : framed;
  }

  /** Whether it has a system prompt of its own. */
  boolean hasSystem() {
    return !system.isEmpty();
  }

  /**
   * Whether the bag of its embeddings is sampled: V3 holds instructions in further wordings against
   * the first one.
   */
  boolean isBagged() {
    return (role.equals("prompt") && !condition.equals(Instructions.DEFAULT)) || isReworded();
  }

  /** Whether it stands under a further wording of an instruction, such as {@code +empathy/w2}. */
  boolean isReworded() {
    return role.equals("control") && condition.matches(".*/w\\d+");
  }

  /** How messages call it. */
  String label() {
    return condition.equals("default")
        ? "%s %s".formatted(role, promptId)
        : "%s %s under %s".formatted(role, promptId, condition);
  }
}
