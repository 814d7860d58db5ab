package io.stateprint.personality;

import io.stateprint.planted.PlantedWorld;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The states of a planted world as the personality room takes them.
 *
 * @param world that they are drawn from
 * @param copies how often every prompt stands in the bank, under ids of its own and in one topic
 */
record PlantedBank(PlantedWorld world, int copies) {
  private static final int NEUTRAL = 40;

  /** Further wordings of all instructions. */
  static final List<String> WORDED =
      Stream.of(Style.values())
          .flatMap(style -> Stream.of("+" + style.id(), "-" + style.id()))
          .flatMap(own -> Stream.of(own + "/w2", own + "/w3"))
          .toList();

  PlantedBank(PlantedWorld world) {
    this(world, 1);
  }

  /** The prompts, sorted by id. */
  List<PromptKey> prompts() {
    List<PromptKey> out = new ArrayList<>();
    for (PromptKey prompt : world.prompts()) {
      for (int i = 0; i < copies; i++) {
        out.add(new PromptKey(id(prompt, i), prompt.category(), prompt.topic()));
      }
    }
    out.sort(Comparator.comparing(PromptKey::id));
    return out;
  }

  private static String id(PromptKey prompt, int copy) {
    return prompt.id() + "-" + copy;
  }

  /** Every prompt under all nine conditions, and neutral texts, at one layer. */
  SampledBank layer(int layer) {
    SampledBank bank = new SampledBank();
    add(bank, SampledBank.DEFAULT, layer);
    for (Style style : Style.values()) {
      add(bank, "+" + style.id(), layer);
      add(bank, "-" + style.id(), layer);
    }
    float[][] neutral = world.neutral(NEUTRAL, layer);
    for (int q = 0; q < neutral.length; q++) {
      String id = "q" + q;
      bank.add(
          new SampledText(id, SampledBank.CALIBRATION, SampledBank.DEFAULT, "neutral", id, "en"),
          neutral[q]);
    }
    return bank;
  }

  /** The same with every prompt under a weak and a strong dose of all instructions. */
  SampledBank dosedLayer(int layer) {
    SampledBank bank = layer(layer);
    for (Style style : Style.values()) {
      for (String sign : List.of("+", "-")) {
        for (String dose : List.of("/weak", "/strong")) {
          add(bank, FurtherReader.CONTROL, sign + style.id() + dose, layer);
        }
      }
    }
    return bank;
  }

  /** The same with some prompts, taken evenly, under two further wordings of all instructions. */
  SampledBank wordedLayer(int layer, int every) {
    SampledBank bank = layer(layer);
    for (String condition : WORDED) {
      float[][] states = world.states(condition, layer);
      for (int p = 0; p < states.length; p += every) {
        bank.add(text(FurtherReader.CONTROL, condition, p), states[p]);
      }
    }
    return bank;
  }

  /** What a prompt is called that no other stands for. */
  SampledText text(String role, String condition, int prompt) {
    PromptKey key = world.prompts().get(prompt);
    return new SampledText(id(key, 0), role, condition, key.category(), key.topic(), "en");
  }

  /** The same with every prompt in other words, under all nine conditions. */
  SampledBank reworded(int layer) {
    SampledBank bank = layer(layer);
    List<String> conditions = new ArrayList<>(List.of(SampledBank.DEFAULT));
    for (Style style : Style.values()) {
      conditions.addAll(List.of("+" + style.id(), "-" + style.id()));
    }
    for (String condition : conditions) {
      float[][] states = world.states(condition + "/again", layer);
      for (int p = 0; p < states.length; p++) {
        PromptKey key = world.prompts().get(p);
        bank.add(
            new SampledText(
                paraphrase(id(key, 0)), "paraphrase", condition, key.category(), key.topic(), "en"),
            states[p]);
      }
    }
    return bank;
  }

  /** Ids of the paraphrases, sorted. */
  List<String> paraphrases() {
    return prompts().stream().map(key -> paraphrase(key.id())).sorted().toList();
  }

  private static String paraphrase(String id) {
    return id + "-p1";
  }

  private void add(SampledBank bank, String condition, int layer) {
    add(bank, SampledBank.PROMPT, condition, layer);
  }

  /** The same with some prompts under two real system prompts and two placebos. */
  SampledBank withSystems(int layer, java.util.Set<String> ids) {
    SampledBank bank = layer(layer);
    for (String condition : List.of("system:a", "system:b", "placebo:x", "placebo:y")) {
      float[][] states = world.states(condition, layer);
      for (int p = 0; p < states.length; p++) {
        PromptKey key = world.prompts().get(p);
        if (ids.contains(id(key, 0))) {
          bank.add(
              new SampledText(
                  id(key, 0),
                  SystemPrompts.role(condition),
                  condition,
                  key.category(),
                  key.topic(),
                  "en"),
              states[p]);
        }
      }
    }
    return bank;
  }

  /** The same with a minimal pair of every prompt under all nine conditions. */
  SampledBank framed(int layer) {
    SampledBank bank = layer(layer);
    List<String> conditions = new ArrayList<>(List.of(SampledBank.DEFAULT));
    for (Style style : Style.values()) {
      conditions.addAll(List.of("+" + style.id(), "-" + style.id()));
    }
    for (String framing : List.of("neutral", "emotional")) {
      for (String condition : conditions) {
        float[][] states = world.states(condition + "/" + framing, layer);
        for (int p = 0; p < states.length; p++) {
          PromptKey key = world.prompts().get(p);
          bank.add(
              new SampledText(
                  "f" + key.id() + "-" + framing,
                  FurtherReader.FRAMING,
                  condition,
                  key.category(),
                  "own " + key.topic(),
                  "en"),
              states[p]);
        }
      }
    }
    return bank;
  }

  private void add(SampledBank bank, String role, String condition, int layer) {
    List<PromptKey> prompts = world.prompts();
    float[][] states = world.states(condition, layer);
    for (int p = 0; p < states.length; p++) {
      PromptKey key = prompts.get(p);
      for (int i = 0; i < copies; i++) {
        bank.add(
            new SampledText(id(key, i), role, condition, key.category(), key.topic(), "en"),
            states[p]);
      }
    }
  }
}
