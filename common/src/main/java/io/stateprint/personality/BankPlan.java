package io.stateprint.personality;

import io.stateprint.inference.Clusters;
import io.stateprint.profile.PromptKey;
import io.stateprint.score.ScoreEstimator;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The prompts of a bank in the order in which every layer is read, and the estimator that all
 * layers share.
 *
 * @param keys of the prompts, sorted by id, (P)
 * @param estimator for them
 */
public record BankPlan(List<PromptKey> keys, ScoreEstimator estimator) {
  /**
   * Plans.
   *
   * @param prompts in any order
   * @param draws of the bootstrap
   * @param seed of every random choice
   * @throws InputException where a category has fewer than two topics
   */
  public static BankPlan of(List<PromptKey> prompts, int draws, long seed) {
    List<PromptKey> sorted =
        prompts.stream().sorted(java.util.Comparator.comparing(PromptKey::id)).toList();
    return new BankPlan(sorted, ScoreEstimator.of(sorted, draws, seed));
  }

  /** Ids of the prompts, (P). */
  List<String> ids() {
    return keys.stream().map(PromptKey::id).toList();
  }

  /** The fold of each topic as {@code category/topic}. */
  private Map<String, Integer> foldOfTopic() {
    Map<String, Integer> out = new HashMap<>();
    for (int p = 0; p < keys.size(); p++) {
      out.put(topic(keys.get(p)), estimator.folds().of()[p]);
    }
    return out;
  }

  static String topic(PromptKey key) {
    return key.category() + "/" + key.topic();
  }

  /** For texts beside the prompts: the fold that each must not see, -1 where none. */
  int[] foldsOf(List<PromptKey> rows) {
    Map<String, Integer> folds = foldOfTopic();
    return rows.stream().mapToInt(row -> folds.getOrDefault(topic(row), -1)).toArray();
  }

  /** For texts beside the prompts: the index of each one's category; 0 where the bank lacks it. */
  int[] categoriesOf(List<PromptKey> rows) {
    List<String> names = estimator.clusters().categories();
    return rows.stream().mapToInt(row -> Math.max(0, names.indexOf(row.category()))).toArray();
  }

  /** Those of the prompts that have one of some ids, in the order of the ids. */
  public List<PromptKey> some(List<String> ids) {
    Map<String, PromptKey> byId = new HashMap<>();
    keys.forEach(key -> byId.put(key.id(), key));
    List<PromptKey> out = new ArrayList<>();
    ids.forEach(id -> Optional.ofNullable(byId.get(id)).ifPresent(out::add));
    return out;
  }

  /** The rows of prompts that have some ids, in the order of the ids. */
  int[] rows(List<String> ids) {
    Map<String, Integer> byId = new HashMap<>();
    for (int p = 0; p < keys.size(); p++) {
      byId.put(keys.get(p).id(), p);
    }
    return ids.stream().filter(byId::containsKey).mapToInt(byId::get).toArray();
  }

  /** Clusters of some prompts; empty where they are too few to be scored by themselves. */
  public static Optional<Clusters> clusters(List<PromptKey> rows) {
    Map<String, List<String>> topics = new HashMap<>();
    rows.forEach(
        row -> topics.computeIfAbsent(row.category(), key -> new ArrayList<>()).add(row.topic()));
    boolean enough =
        !topics.isEmpty()
            && topics.values().stream().allMatch(own -> own.stream().distinct().count() >= 2);
    return enough ? Optional.of(Clusters.of(Objects.requireNonNull(rows))) : Optional.empty();
  }
}
