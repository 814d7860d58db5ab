package io.stateprint.jobs.tables;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code states} of one layer and pooling, in the order of the files; a row group is in
 * memory at a time. Whoever makes it closes it.
 */
public final class StateRows implements Iterator<StateRow>, Closeable {
  private final Configuration configuration;
  private final FilterPredicate pages;
  private final Predicate<StateRow> wanted;
  private final Iterator<String> files;
  private String file = "";
  private @Nullable ParquetFileReader reader;
  private @Nullable StateColumns columns;
  private long left;
  private @Nullable StateRow next;

  StateRows(
      Configuration configuration,
      List<String> files,
      FilterPredicate pages,
      Predicate<StateRow> wanted) {
    this.configuration = configuration;
    this.files = files.iterator();
    this.pages = pages;
    this.wanted = wanted;
  }

  /**
   * Whether there is another row.
   *
   * @throws IllegalStateException which names the file that cannot be read
   * @throws TaskKilledException where Spark has ended the task
   */
  @Override
  public boolean hasNext() {
    while (next == null) {
      TaskContext task = TaskContext.get();
      if (task != null && task.isInterrupted()) {
        throw new TaskKilledException();
      }
      try {
        if (left == 0 && !toRows()) {
          return false;
        }
        left--;
        next = java.util.Objects.requireNonNull(columns).next(wanted);
      } catch (IOException | RuntimeException e) {
        throw new IllegalStateException("Failed while reading file " + file, e);
      }
    }
    return true;
  }

  @Override
  public StateRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    StateRow row = java.util.Objects.requireNonNull(next);
    next = null;
    return row;
  }

  /** Goes to the next row group that may have wanted rows; false at the end. */
  private boolean toRows() throws IOException {
    while (true) {
      PageReadStore group = reader == null ? null : reader.readNextFilteredRowGroup();
      if (group != null) {
        MessageType schema = java.util.Objects.requireNonNull(reader).getFileMetaData().getSchema();
        String writer = reader.getFileMetaData().getCreatedBy();
        columns =
            new StateColumns(
                schema, new ColumnReadStoreImpl(group, new Unused(schema), schema, writer), group);
        left = group.getRowCount();
        if (left > 0) {
          return true;
        }
      } else if (!toFile()) {
        return false;
      }
    }
  }

  private boolean toFile() throws IOException {
    close();
    if (!files.hasNext()) {
      return false;
    }
    file = files.next();
    ParquetReadOptions options =
        HadoopReadOptions.builder(configuration)
            .withRecordFilter(FilterCompat.get(pages))
            .withCodecFactory(new WholePages(configuration))
            .build();
    reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), configuration), options);
    return true;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  /** Columns are read one by one; the library puts no records together. */
  private static final class Unused extends GroupConverter {
    private final GroupType type;

    Unused(GroupType type) {
      this.type = type;
    }

    @Override
    public Converter getConverter(int field) {
      Type inner = type.getType(field);
      return inner.isPrimitive() ? new PrimitiveConverter() {} : new Unused(inner.asGroupType());
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
