package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.TrajectoryRow;
import io.stateprint.prompts.Style;
import io.stateprint.trajectory.StyleCosines;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Some prompts of a layer and pooling with their cosines, in arrays: objects of their own would
 * take thrice the room on their way over disk.
 *
 * @param place the layer and pooling
 * @param names id, condition, category and topic of each, one after the other
 * @param cosines raw, centred and calibrated ones of each, one after the other, (N, 3, K)
 */
record ScoredPrompts(StateFiles.Place place, String[] names, double[] cosines)
    implements LayerPiece {
  /** Prompts that go together. */
  static final int MOST = 256;

  private static final int NAMES = 4;
  private static final int STYLES = 4;

  /** Takes prompts in, up to {@link #MOST}. */
  static final class Growing {
    private final StateFiles.Place place;
    private final String[] names = new String[MOST * NAMES];
    private final double[] cosines = new double[MOST * 3 * STYLES];
    private int size;

    Growing(StateFiles.Place place) {
      this.place = place;
    }

    boolean isFull() {
      return size == MOST;
    }

    void add(StateRow row, StyleCosines own) {
      List<String> four =
          List.of(row.getPromptId(), row.getCondition(), row.getCategory(), row.getTopic());
      for (int i = 0; i < NAMES; i++) {
        names[size * NAMES + i] = four.get(i);
      }
      int at = size * 3 * STYLES;
      System.arraycopy(own.raw(), 0, cosines, at, STYLES);
      System.arraycopy(own.centred(), 0, cosines, at + STYLES, STYLES);
      System.arraycopy(own.calibrated(), 0, cosines, at + 2 * STYLES, STYLES);
      size++;
    }

    ScoredPrompts done() {
      return new ScoredPrompts(
          place, Arrays.copyOf(names, size * NAMES), Arrays.copyOf(cosines, size * 3 * STYLES));
    }
  }

  /** Rows of the trajectories table, with percents of range where they were measured. */
  Stream<TrajectoryRow> rows(PromptScores percents) {
    PromptScores.OfLayer own = percents.of(place);
    return IntStream.range(0, names.length / NAMES)
        .boxed()
        .flatMap(i -> Arrays.stream(Style.values()).map(style -> row(i, style, own)));
  }

  private TrajectoryRow row(int i, Style style, PromptScores.OfLayer percents) {
    String id = names[i * NAMES];
    String condition = names[i * NAMES + 1];
    int at = i * 3 * STYLES + style.index();
    return new TrajectoryRow(
        id,
        condition,
        names[i * NAMES + 2],
        names[i * NAMES + 3],
        place.layer(),
        place.depth(),
        place.pooling(),
        style.id(),
        cosines[at],
        cosines[at + STYLES],
        cosines[at + 2 * STYLES],
        percents.percent(id, condition, style));
  }
}
