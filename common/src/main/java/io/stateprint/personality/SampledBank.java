package io.stateprint.personality;

import static java.util.Objects.requireNonNull;

import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.score.LayerStates;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The states of one layer and pooling, by role and condition. Held while the layer is read: (P x 9
 * + Q + controls) x D floats. One thread's.
 */
public final class SampledBank {
  /** The role of the texts that are scored. */
  public static final String PROMPT = "prompt";

  /** The role of neutral texts. */
  public static final String CALIBRATION = "calibration";

  /** No instruction. */
  public static final String DEFAULT = "default";

  private final Map<String, TreeMap<String, float[]>> states = new HashMap<>();
  private final Map<String, TreeMap<String, SampledText>> texts = new HashMap<>();

  /** Adds a state, (D); the array is kept. */
  public void add(SampledText text, float[] state) {
    states
        .computeIfAbsent(key(text.role(), text.condition()), key -> new TreeMap<>())
        .put(text.id(), state);
    texts.computeIfAbsent(text.role(), key -> new TreeMap<>()).putIfAbsent(text.id(), text);
  }

  private static String key(String role, String condition) {
    return role + " " + condition;
  }

  /** Whether some text of a role was sampled under a condition. */
  public boolean has(String role, String condition) {
    return states.containsKey(key(role, condition));
  }

  /** The texts of a role by id. */
  public List<SampledText> texts(String role) {
    return List.copyOf(texts.getOrDefault(role, new TreeMap<>()).values());
  }

  /**
   * The states of some texts under a condition, in the order of the ids, (n, D).
   *
   * @throws InputException naming the first that is missing
   */
  public float[][] states(String role, String condition, List<String> ids) {
    Map<String, float[]> there = states.getOrDefault(key(role, condition), new TreeMap<>());
    float[][] out = new float[ids.size()][];
    for (int i = 0; i < out.length; i++) {
      float[] state = there.get(ids.get(i));
      if (state == null) {
        throw new InputException(
            "Cannot score the %s %s: it has no state under %s; sample it under all conditions that the others have"
                .formatted(role, ids.get(i), condition));
      }
      out[i] = state;
    }
    return out;
  }

  /** Ids of the texts of a role that have a state under a condition, sorted. */
  List<String> ids(String role, String condition) {
    return List.copyOf(states.getOrDefault(key(role, condition), new TreeMap<>()).keySet());
  }

  /** Conditions under which texts of a role were sampled, sorted. */
  List<String> conditions(String role) {
    return states.keySet().stream()
        .filter(key -> key.startsWith(role + " "))
        .map(key -> key.substring(role.length() + 1))
        .sorted()
        .toList();
  }

  /** The scored prompts, sorted by id, (P). */
  public List<PromptKey> prompts() {
    List<PromptKey> out = new ArrayList<>();
    for (String id : ids(PROMPT, DEFAULT)) {
      SampledText text = requireNonNull(requireNonNull(texts.get(PROMPT)).get(id));
      out.add(new PromptKey(id, text.category(), text.topic()));
    }
    return out;
  }

  /**
   * The states of texts of a role under the nine conditions.
   *
   * @param role of the texts
   * @param ids of them
   */
  public LayerStates paired(String role, List<String> ids, int layer, double depth) {
    float[][][] plus = new float[Style.values().length][][];
    float[][][] minus = new float[plus.length][][];
    for (Style style : Style.values()) {
      plus[style.index()] = states(role, "+" + style.id(), ids);
      minus[style.index()] = states(role, "-" + style.id(), ids);
    }
    return new LayerStates(layer, depth, states(role, DEFAULT, ids), plus, minus);
  }
}
