package io.stateprint.jobs.style;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * A layer that is closed with its task, which may end before the last piece is asked for. A task
 * may score many layers: of one that is all given, nothing is kept until then.
 */
final class HeldLayer implements Iterator<LayerPiece>, TaskCompletionListener {
  private @Nullable ScoredLayer layer;

  private HeldLayer(ScoredLayer layer) {
    this.layer = layer;
  }

  static HeldLayer of(ScoredLayer layer) {
    HeldLayer held = new HeldLayer(layer);
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener(held);
    }
    return held;
  }

  /** Whether there is another piece; a layer closes itself behind its last one. */
  @Override
  public boolean hasNext() {
    return layer != null && layer.hasNext();
  }

  @Override
  public LayerPiece next() {
    if (layer == null) {
      throw new NoSuchElementException("all of the layer is given");
    }
    LayerPiece piece = layer.next();
    if (!layer.hasNext()) {
      layer = null;
    }
    return piece;
  }

  @Override
  public void onTaskCompletion(TaskContext task) {
    if (layer != null) {
      layer.close();
    }
  }
}
