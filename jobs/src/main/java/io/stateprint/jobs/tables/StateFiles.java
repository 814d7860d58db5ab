package io.stateprint.jobs.tables;

import io.stateprint.jobs.remote.RemoteConf;
import java.io.Serializable;
import java.util.List;
import java.util.function.Predicate;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.io.api.Binary;

/**
 * The files of a model's states, read one layer and pooling at a time. Files hold layer after
 * layer, so that the statistics of their pages leave other layers unread. Where a query of Spark's
 * SQL stands for each layer, planning and compiling them takes longer than reading. Travels to
 * executors.
 *
 * @param paths of the files, in order
 */
public record StateFiles(List<String> paths) implements Serializable {
  /** Where bags of embeddings are. */
  public static final Place BAGS = new Place(-1, 0, "user");

  public StateFiles {
    paths = List.copyOf(paths);
  }

  /**
   * A layer and pooling.
   *
   * @param layer 0-based
   * @param depth (layer + 1) / layers of the model
   * @param pooling its id
   */
  public record Place(int layer, double depth, String pooling) implements Serializable {}

  /**
   * The states of a place; the caller closes them.
   *
   * @param wanted asked of each row before its state is decoded
   */
  public StateRows rows(Place place, Predicate<StateRow> wanted) {
    return rows(place, wanted, here(place));
  }

  /**
   * The states of a place in one role, such as {@code anchor}; pages without any are not read. The
   * caller closes them.
   */
  public StateRows rows(Place place, String role) {
    return rows(
        place, row -> row.getRole().equals(role), FilterApi.and(here(place), is("role", role)));
  }

  private StateRows rows(Place place, Predicate<StateRow> wanted, FilterPredicate pages) {
    Predicate<StateRow> here =
        row -> row.getLayer() == place.layer() && row.getPooling().equals(place.pooling());
    return new StateRows(RemoteConf.ofProcess(), paths, pages, here.and(wanted));
  }

  private static FilterPredicate here(Place place) {
    return FilterApi.and(
        FilterApi.eq(FilterApi.intColumn("layer"), place.layer()), is("pooling", place.pooling()));
  }

  private static FilterPredicate is(String column, String text) {
    return FilterApi.eq(FilterApi.binaryColumn(column), Binary.fromString(text));
  }
}
