package io.stateprint.shard;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.decoder.Program;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/** Reads the states of a cut, chunk by chunk in their order. Whoever opens it closes it. */
final class CutReader implements AutoCloseable {
  private final CutHeader header;
  private final Program program;
  private final String place;
  private final BufferAllocator allocator = new RootAllocator();
  private final ArrowStreamReader reader;
  private int number;

  /**
   * Begins to read.
   *
   * @param in closed with this
   * @param place of the file, for messages
   */
  CutReader(CutHeader header, Program program, ReadableByteChannel in, String place) {
    this.header = header;
    this.program = program;
    this.place = place;
    this.reader = new ArrowStreamReader(in, allocator);
  }

  /** Refuses states of another cut. */
  void requireOwn() {
    try {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      header.require(root.getSchema().getCustomMetadata(), place);
      if (!root.getSchema().getFields().equals(CutWriter.schema(header).getFields())) {
        throw broken("its columns are " + root.getSchema().getFields());
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  /** The states of the next chunk, (T, D); they belong to the manager. */
  PtNDArray next(Chunk chunk, NDManager manager) {
    try (NDManager passing = program.newManager()) {
      NDList pieces = new NDList();
      int rows = 0;
      while (rows < chunk.tokens()) {
        int more = nextBatch(chunk, rows);
        pieces.add(bytes(passing, more, pieces.isEmpty() && more == chunk.tokens()));
        rows += more;
      }
      number++;
      return states(pieces, chunk, manager);
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  /** Checks that a batch holds the rows that follow. */
  private int nextBatch(Chunk chunk, int done) throws IOException {
    if (!reader.loadNextBatch()) {
      throw broken("it ends in chunk %d after %d rows".formatted(number, done));
    }
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    IntVector chunks = (IntVector) root.getVector(CutWriter.CHUNK);
    int rows = root.getRowCount();
    if (rows == 0 || rows > chunk.tokens() - done || chunks.get(0) != number) {
      throw broken(
          "%d rows of chunk %d stand where %d of chunk %d are needed"
              .formatted(rows, rows == 0 ? -1 : chunks.get(0), chunk.tokens() - done, number));
    }
    return rows;
  }

  /**
   * Arrow's own memory as bytes of the engine; a copy only where the next batch comes before its
   * use.
   */
  private PtNDArray bytes(NDManager passing, int rows, boolean alone) {
    FixedSizeBinaryVector states = (FixedSizeBinaryVector) vectors().getVector(CutWriter.STATE);
    long size = (long) rows * header.rowBytes();
    PtNDArray bytes =
        (PtNDArray)
            passing.create(
                states.getDataBuffer().nioBuffer(0, Math.toIntExact(size)),
                new Shape(size),
                DataType.UINT8);
    return alone ? bytes : (PtNDArray) bytes.duplicate();
  }

  private VectorSchemaRoot vectors() {
    try {
      return reader.getVectorSchemaRoot();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private PtNDArray states(NDList pieces, Chunk chunk, NDManager manager) {
    NDArray bytes = pieces.size() == 1 ? pieces.get(0) : NDArrays.concat(pieces);
    return program.run(
        manager,
        "weight",
        IValue.from((PtNDArray) bytes),
        IValue.from((long) header.type().code()),
        IValue.listFrom(new long[] {chunk.tokens(), header.width()}),
        IValue.from((long) header.type().code()));
  }

  private static InputException broken(String how) {
    return new InputException(how);
  }

  private InputException unreadable(Exception e) {
    if (e instanceof InputException known && String.valueOf(known.getMessage()).contains(place)) {
      return known;
    }
    return new InputException(
        "Cannot read the states of a cut: %s; the part before it is computed again under the same run id once the file is removed (%s)"
            .formatted(e.getMessage(), place),
        e);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw unreadable(e);
    } finally {
      allocator.close();
    }
  }
}
