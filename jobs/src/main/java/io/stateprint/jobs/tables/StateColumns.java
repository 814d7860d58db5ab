package io.stateprint.jobs.tables;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Puts rows of {@code states} together from the columns of a row group, one after another. */
final class StateColumns {
  private static final String STATE = "state";

  private final List<Text> texts;
  private final ColumnReader layer;
  private final ColumnReader depth;
  private final ColumnReader tokens;
  private final ColumnReader norm;
  private final StateNumbers state;
  private final Map<Binary, String> known = new HashMap<>();

  /** A column of texts, and where they go. */
  private record Text(ColumnReader column, BiConsumer<StateRow, String> set) {}

  /**
   * Stands before the first row.
   *
   * @throws IOException where a column is lacking
   */
  StateColumns(MessageType schema, ColumnReadStore store, PageReadStore group) throws IOException {
    Map<String, ColumnReader> columns = new HashMap<>();
    Optional<ColumnDescriptor> lists = Optional.empty();
    for (ColumnDescriptor one : schema.getColumns()) {
      if (one.getPath()[0].equals(STATE)) {
        lists = Optional.of(one);
      } else {
        columns.put(one.getPath()[0], store.getColumnReader(one));
      }
    }
    texts =
        List.of(
            new Text(column(columns, "prompt_id"), StateRow::setPromptId),
            new Text(column(columns, "prompt_set"), StateRow::setPromptSet),
            new Text(column(columns, "category"), StateRow::setCategory),
            new Text(column(columns, "topic"), StateRow::setTopic),
            new Text(column(columns, "lang"), StateRow::setLang),
            new Text(column(columns, "role"), StateRow::setRole),
            new Text(column(columns, "condition"), StateRow::setCondition),
            new Text(column(columns, "system_prompt"), StateRow::setSystemPrompt),
            new Text(column(columns, "format"), StateRow::setFormat),
            new Text(column(columns, "pooling"), StateRow::setPooling));
    layer = column(columns, "layer");
    depth = column(columns, "depth");
    tokens = column(columns, "tokens");
    norm = column(columns, "norm");
    state = new StateNumbers(lists.orElseThrow(() -> lacking(STATE)), group);
  }

  private static ColumnReader column(Map<String, ColumnReader> columns, String name)
      throws IOException {
    ColumnReader found = columns.get(name);
    if (found == null) {
      throw lacking(name);
    }
    return found;
  }

  private static IOException lacking(String name) {
    return new IOException("there is no column " + name);
  }

  /**
   * Goes to the next row; its numbers are decoded only if it is wanted.
   *
   * @param wanted asked of the row when it has all but its state
   * @return none where it is not wanted
   */
  @Nullable StateRow next(Predicate<StateRow> wanted) throws IOException {
    StateRow row = new StateRow();
    for (Text text : texts) {
      text.set().accept(row, text(text.column()));
    }
    row.setLayer(layer.getInteger());
    row.setDepth(depth.getDouble());
    row.setTokens(tokens.getInteger());
    row.setNorm(norm.getFloat());
    for (ColumnReader column : List.of(layer, depth, tokens, norm)) {
      column.consume();
    }
    state.next();
    if (!wanted.test(row)) {
      return null;
    }
    row.setState(state.get());
    return row;
  }

  private String text(ColumnReader column) {
    boolean present =
        column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel();
    String text =
        present ? known.computeIfAbsent(column.getBinary().copy(), Binary::toStringUsingUTF8) : "";
    column.consume();
    return text;
  }
}
