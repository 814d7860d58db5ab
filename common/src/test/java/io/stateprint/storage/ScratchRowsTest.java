package io.stateprint.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchRowsTest {
  private static final int MEMORY = ScratchRows.BLOCK * ScratchRows.HELD;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        255,
        256,
        257,
        MEMORY - 1,
        MEMORY,
        MEMORY + 1,
        MEMORY + 256,
        MEMORY + 257,
        3 * MEMORY
      })
  void givesBackWhatItTookInAnyOrder(int count) throws IOException {
    List<Integer> places = IntStream.range(0, count).boxed().collect(Collectors.toList());
    Collections.shuffle(places, new Random(count));
    int[] order = places.stream().mapToInt(p -> p).toArray();
    try (ScratchRows rows = filled(3, count)) {
      assertThat(rows.size()).isEqualTo(count);
      requireRows(rows, IntStream.range(0, count).toArray(), order);
      try (ScratchRows sorted = rows.inOrder(order)) {
        assertThat(rows.size()).isZero();
        assertThat(sorted.size()).isEqualTo(count);
        requireRows(sorted, order, order);
      }
    }
    assertThat(files()).isEmpty();
  }

  /** Reads by itself, and by two walks whose blocks differ. */
  private static void requireRows(ScratchRows rows, int[] expected, int[] walked) {
    double[] row = new double[3];
    ScratchRows.Walk one = rows.walk();
    ScratchRows.Walk other = rows.walk();
    for (int i = 0; i < expected.length; i++) {
      rows.row(i, row);
      assertThat(row).isEqualTo(row(expected[i], 3));
      int at = one.to(i);
      int far = i % 16 == 0 ? walked[i] : i;
      int there = other.to(far);
      for (int d = 0; d < 3; d++) {
        assertThat(one.numbers()[at + d]).isEqualTo(row[d]);
        assertThat(other.numbers()[there + d]).isEqualTo(row(expected[far], 3)[d]);
      }
    }
  }

  @Test
  void fewRowsMakeNoFile() throws IOException {
    Scratch none =
        new Scratch() {
          @Override
          public String place() {
            return "nowhere";
          }

          @Override
          public Path path() throws IOException {
            throw new IOException("no file was to be made");
          }
        };
    try (ScratchRows rows = new ScratchRows(3, none)) {
      for (int i = 0; i < MEMORY + ScratchRows.BLOCK - 1; i++) {
        rows.add(row(i, 3));
      }
      assertThat(rows.size()).isEqualTo(MEMORY + ScratchRows.BLOCK - 1);
      assertThatThrownBy(() -> rows.add(row(0, 3)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("no file was to be made (nowhere); make room there");
    }
  }

  @Test
  void aFileThatEndsEarlyAndAFileThatWasClosedAreErrors() throws IOException {
    FileChannel[] made = new FileChannel[1];
    Scratch kept = scratch(made);
    try (ScratchRows rows = new ScratchRows(3, kept)) {
      for (int i = 0; i < 2 * MEMORY; i++) {
        rows.add(row(i, 3));
      }
      made[0].truncate(made[0].size() - 1);

      assertThatThrownBy(() -> rows.row(2 * MEMORY - 1, new double[3]))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("it ends at byte");
      made[0].close();
      assertThatThrownBy(() -> rows.row(MEMORY, new double[3]))
          .isInstanceOf(UncheckedIOException.class);
      assertThatThrownBy(() -> rows.row(2 * MEMORY, new double[3]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private ScratchRows filled(int width, int count) {
    ScratchRows rows = new ScratchRows(width, scratch(new FileChannel[1]));
    for (int i = 0; i < count; i++) {
      rows.add(row(i, width));
    }
    return rows;
  }

  private static double[] row(int number, int width) {
    return IntStream.range(0, width).mapToDouble(d -> number * 7.5 - d / 3.0).toArray();
  }

  private Scratch scratch(FileChannel[] made) {
    return new Scratch() {
      @Override
      public String place() {
        return folder.toString();
      }

      @Override
      public Path path() throws IOException {
        return Files.createTempFile(folder, "some", ".scratch");
      }

      @Override
      public FileChannel open() throws IOException {
        made[0] =
            FileChannel.open(
                path(),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        return made[0];
      }
    };
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(folder)) {
      return all.toList();
    }
  }
}
