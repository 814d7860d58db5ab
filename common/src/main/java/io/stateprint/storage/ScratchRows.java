package io.stateprint.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of float64 numbers, all of one width: the first 4,096 are in memory, the others in a file.
 * Rows are added one by one and read as often as wanted. For one thread; whoever makes it closes
 * it, and the file is gone then.
 */
public final class ScratchRows implements AutoCloseable {
  /** Rows that are written and read together. */
  static final int BLOCK = 256;

  /** Blocks that stay in memory. */
  static final int HELD = 16;

  private final int width;
  private final Scratch scratch;
  private final List<double[]> held = new ArrayList<>();
  private double[] filling = new double[0];
  private int size;
  private @Nullable FileChannel file;
  private @Nullable ByteBuffer buffer;

  /** None yet; the file is made when it is needed. */
  public ScratchRows(int width, Scratch scratch) {
    this.width = width;
    this.scratch = scratch;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Numbers of a row. */
  public int width() {
    return width;
  }

  /** Adds a row; it is copied. */
  public void add(double[] row) {
    int at = size % BLOCK;
    if (filling.length == 0) {
      filling = new double[Math.multiplyExact(BLOCK, width)];
    }
    System.arraycopy(row, 0, filling, at * width, width);
    size++;
    if (at == BLOCK - 1) {
      if (held.size() < HELD) {
        held.add(filling);
        filling = new double[0];
      } else {
        write(size / BLOCK - 1);
      }
    }
  }

  private void write(int block) {
    ByteBuffer bytes = buffer(filling.length);
    bytes.asDoubleBuffer().put(filling);
    long at = at(block, 0);
    try {
      if (file == null) {
        file = scratch.open();
      }
      while (bytes.hasRemaining()) {
        at += file.write(bytes, at);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void read(int block, int row, double[] into) {
    ByteBuffer bytes = buffer(into.length);
    long at = at(block, row);
    try {
      if (file == null) {
        throw new IllegalStateException("it is closed");
      }
      while (bytes.hasRemaining()) {
        int count = file.read(bytes, at);
        if (count < 0) {
          throw new IOException("it ends at byte %d".formatted(at));
        }
        at += count;
      }
    } catch (IOException e) {
      throw failed(e);
    }
    bytes.flip();
    bytes.asDoubleBuffer().get(into);
  }

  private ByteBuffer buffer(int numbers) {
    int bytes = Math.multiplyExact(numbers, Double.BYTES);
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(Math.multiplyExact(BLOCK * Double.BYTES, width));
    }
    return buffer.clear().limit(bytes).order(ByteOrder.nativeOrder());
  }

  private long at(int block, int row) {
    return ((long) (block - HELD) * BLOCK + row) * width * Double.BYTES;
  }

  /** A task that is ended closes its files; what else goes wrong the user can mend. */
  private RuntimeException failed(IOException e) {
    return e instanceof ClosedChannelException
        ? new UncheckedIOException(e)
        : new InputException(
            "Cannot keep numbers of many prompts in a scratch file: %s (%s); make room there"
                .formatted(e.getMessage(), scratch.place()),
            e);
  }

  /** Whether a block's numbers are in memory. */
  private boolean isHeld(int block) {
    return block < held.size() || block == size / BLOCK;
  }

  private double[] held(int block) {
    return block < held.size() ? held.get(block) : filling;
  }

  private void require(int row) {
    if (row < 0 || row >= size) {
      throw new IndexOutOfBoundsException("row %d of %d".formatted(row, size));
    }
  }

  /** A row, in any order: each one costs a read of its own where it is not in memory. */
  public void row(int row, double[] into) {
    require(row);
    int block = row / BLOCK;
    if (isHeld(block)) {
      System.arraycopy(held(block), row % BLOCK * width, into, 0, width);
    } else {
      read(block, row % BLOCK, into);
    }
  }

  /**
   * The same rows in another order; these are closed.
   *
   * @param order which row comes first, and so on
   */
  public ScratchRows inOrder(int[] order) {
    ScratchRows out = new ScratchRows(width, scratch);
    try (this) {
      double[] row = new double[width];
      for (int from : order) {
        row(from, row);
        out.add(row);
      }
      return out;
    } catch (RuntimeException e) {
      out.close();
      throw e;
    }
  }

  /** For one walk or more through the rows, one after the other. */
  public Walk walk() {
    return new Walk();
  }

  /** Reads block after block; rows in any order are right, and slow. */
  public final class Walk {
    private double[] numbers = new double[0];
    private double[] own = new double[0];
    private int current = -1;

    private Walk() {}

    /** Where the numbers of a row begin in {@link #numbers}. */
    public int to(int row) {
      require(row);
      int block = row / BLOCK;
      if (block != current) {
        if (isHeld(block)) {
          numbers = held(block);
        } else {
          if (own.length == 0) {
            own = new double[BLOCK * width];
          }
          read(block, 0, own);
          numbers = own;
        }
        current = block;
      }
      return row % BLOCK * width;
    }

    /** The numbers that the last row is among. */
    public double[] numbers() {
      return numbers;
    }
  }

  @Override
  public void close() {
    held.clear();
    filling = new double[0];
    size = 0;
    buffer = null;
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        file = null;
      }
    }
  }
}
