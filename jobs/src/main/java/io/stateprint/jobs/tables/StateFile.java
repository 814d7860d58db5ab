package io.stateprint.jobs.tables;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * One Parquet file of {@code states}, written row by row in a task; it is there whole or not at
 * all. Whoever makes it closes it.
 */
public final class StateFile implements AutoCloseable {
  private final WholeFile file;
  private final ParquetWriter<StateRow> writer;
  private long rows;

  private StateFile(WholeFile file, ParquetWriter<StateRow> writer) {
    this.file = file;
    this.writer = writer;
  }

  static StateFile begin(Configuration configuration, Path path) throws IOException {
    WholeFile file = WholeFile.begin(configuration, path);
    try {
      ParquetWriter<StateRow> writer =
          new Builder(new Written(file.out(), path))
              .withConf(configuration)
              .withCompressionCodec(CompressionCodecName.ZSTD)
              .withRowGroupSize(Store.GROUP)
              .withDictionaryEncoding("state.list.element", false)
              .build();
      return new StateFile(file, writer);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Adds a row. */
  public void add(StateRow row) throws IOException {
    writer.write(row);
    rows++;
  }

  /** Makes the file visible; gives its length in bytes. */
  public long commit() throws IOException {
    writer.close();
    long length = file.out().getPos();
    file.commit();
    return length;
  }

  /** How many rows were added. */
  public long rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static final class Builder extends ParquetWriter.Builder<StateRow, Builder> {
    Builder(OutputFile file) {
      super(file);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<StateRow> getWriteSupport(Configuration configuration) {
      return new StateWriteSupport();
    }
  }

  /** Parquet's view of the stream; when it is closed is not Parquet's to say. */
  private record Written(FSDataOutputStream out, Path path) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return out.getPos();
        }

        @Override
        public void write(int b) throws IOException {
          out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          out.write(bytes, offset, length);
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }

    @Override
    public String getPath() {
      return path.toString();
    }
  }
}
