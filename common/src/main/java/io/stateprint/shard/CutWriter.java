package io.stateprint.shard;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.decoder.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ForeignAllocation;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes the states of all tokens at a cut as an Arrow IPC stream. A row is a packed row of a
 * chunk: {@code chunk}, its number; {@code prompt}, the number of the first prompt that it belongs
 * to; {@code position}, its place there; {@code state}, D numbers as the engine holds them,
 * little-endian. What they are is in the schema's metadata ({@link CutHeader}).
 */
final class CutWriter {
  static final String CHUNK = "chunk";
  static final String PROMPT = "prompt";
  static final String POSITION = "position";
  static final String STATE = "state";

  /** Arrow and the JDK address less than 2 GiB of a buffer. */
  private static final long BATCH = 256L << 20;

  private final CutHeader header;
  private final Program program;

  CutWriter(CutHeader header, Program program) {
    this.header = header;
    this.program = program;
  }

  static Schema schema(CutHeader header) {
    return new Schema(
        List.of(
            whole(CHUNK),
            whole(PROMPT),
            whole(POSITION),
            new Field(
                STATE,
                FieldType.notNullable(new ArrowType.FixedSizeBinary(header.rowBytes())),
                List.of())),
        header.metadata());
  }

  private static Field whole(String name) {
    return new Field(name, FieldType.notNullable(new ArrowType.Int(32, true)), List.of());
  }

  /** Writes all chunks; the channel stays open. */
  void write(List<ChunkStates> chunks, WritableByteChannel out) throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        NDManager manager = program.newManager();
        VectorSchemaRoot root = VectorSchemaRoot.create(schema(header), allocator);
        ArrowStreamWriter writer = new ArrowStreamWriter(root, null, out)) {
      writer.start();
      int number = 0;
      for (ChunkStates chunk : chunks) {
        try (PtNDArray host = onHost(chunk.states(), manager)) {
          ByteBuffer memory = host.toByteBuffer(true);
          write(chunk.chunk(), number++, memory, new Target(allocator, root, writer));
        }
      }
      writer.end();
    }
  }

  private record Target(
      BufferAllocator allocator, VectorSchemaRoot root, ArrowStreamWriter writer) {}

  /** The states themselves on the processor; bytes of them, copied, where they are on a GPU. */
  private PtNDArray onHost(PtNDArray states, NDManager manager) {
    if (!states.getDevice().isGpu()) {
      return program.run(
          manager,
          "rows",
          IValue.from(states),
          IValue.from(0L),
          IValue.from(states.getShape().get(0)));
    }
    try (PtNDArray bytes = program.run(manager, "raw", IValue.from(states))) {
      return bytes.toDevice(Device.cpu(), true);
    }
  }

  private void write(Chunk chunk, int number, ByteBuffer memory, Target target) throws IOException {
    int most = (int) Math.max(1, BATCH / header.rowBytes());
    int[] owners = chunk.owners();
    long[] positions = chunk.positions();
    for (int first = 0; first < owners.length; first += most) {
      int rows = Math.min(most, owners.length - first);
      IntVector chunks = (IntVector) target.root().getVector(CHUNK);
      IntVector prompts = (IntVector) target.root().getVector(PROMPT);
      IntVector places = (IntVector) target.root().getVector(POSITION);
      for (int row = 0; row < rows; row++) {
        chunks.setSafe(row, number);
        prompts.setSafe(row, owners[first + row]);
        places.setSafe(row, (int) positions[first + row]);
      }
      lend(memory, first, rows, target);
      target.root().setRowCount(rows);
      target.writer().writeBatch();
    }
  }

  /** Arrow writes from the engine's own memory; nothing is copied. */
  private void lend(ByteBuffer memory, int first, int rows, Target target) {
    long address = MemoryUtil.getByteBufferAddress(memory) + (long) first * header.rowBytes();
    ForeignAllocation engine =
        new ForeignAllocation((long) rows * header.rowBytes(), address) {
          @Override
          protected void release0() {
            // The engine frees it.
          }
        };
    FixedSizeBinaryVector states = (FixedSizeBinaryVector) target.root().getVector(STATE);
    try (ArrowBuf data = target.allocator().wrapForeignAllocation(engine);
        ArrowBuf none = target.allocator().getEmpty()) {
      states.loadFieldBuffers(new ArrowFieldNode(rows, 0), List.of(none, data));
    }
  }
}
