package io.stateprint.page;

import java.util.List;

/**
 * One run.
 *
 * @param id of it
 * @param finished when its last model ended, UTC, ISO 8601
 * @param categories of its prompts, sorted
 * @param prompts under no instruction, in the order of every array over prompts
 * @param models by id
 * @param found what is computed beside the tables
 * @param gaps what is missing of the run
 */
public record PageRun(
    String id,
    String finished,
    List<String> categories,
    Prompts prompts,
    List<PageModel> models,
    Found found,
    List<Gap> gaps) {

  /**
   * Prompts, (P) each.
   *
   * @param ids of them
   * @param category of each, an index into the run's categories
   * @param topics of them
   * @param langs of them; empty where the store has no states any more
   * @param texts of them, cut where they are long; empty where the store has no tokens
   */
  public record Prompts(
      List<String> ids,
      int[] category,
      List<String> topics,
      List<String> langs,
      List<String> texts) {}

  /**
   * What stands in no table: it takes the states.
   *
   * @param pooling of all of it
   * @param pairs every two models
   * @param choices one a task profile
   * @param align base models beside their instruct models
   * @param systems models under system prompts
   */
  public record Found(
      String pooling,
      List<PagePair> pairs,
      List<PageChoice> choices,
      List<PageAlign> align,
      List<PageSystems> systems) {
    /** Nothing. */
    public static Found nothing() {
      return new Found("", List.of(), List.of(), List.of(), List.of());
    }
  }

  /** The same with what was computed. */
  public PageRun with(Found computed, List<Gap> further) {
    List<Gap> all = new java.util.ArrayList<>(gaps);
    all.addAll(further);
    return new PageRun(id, finished, categories, prompts, models, computed, List.copyOf(all));
  }

  /** The same with other models, such as those that have maps. */
  public PageRun with(List<PageModel> others) {
    return new PageRun(id, finished, categories, prompts, others, found, gaps);
  }
}
