package io.stateprint.jobs.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.function.IntSupplier;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.jspecify.annotations.Nullable;

/**
 * The lists of numbers of a row group, decoded a page at a time: the library's own reader goes
 * through three decoders for every number, which takes longer than all that is done with it.
 */
final class StateNumbers {
  private final ColumnDescriptor column;
  private final PageReader pages;
  private final @Nullable Dictionary dictionary;
  private final PrimitiveIterator.@Nullable OfLong some;
  private float[] numbers = new float[0];
  private int[] starts = new int[1];
  private int rows;
  private long first;
  private long row = -1;

  /**
   * Stands before the first row.
   *
   * @param column of lists of float32
   * @param group whose pages may be some of its pages
   */
  StateNumbers(ColumnDescriptor column, PageReadStore group) throws IOException {
    this.column = column;
    this.pages = group.getPageReader(column);
    this.some = group.getRowIndexes().orElse(null);
    DictionaryPage page = pages.readDictionaryPage();
    this.dictionary = page == null ? null : page.getEncoding().initDictionary(column, page);
  }

  /** Goes to the next row; its page is not read before its numbers are asked for. */
  void next() {
    row = some == null ? row + 1 : some.nextLong();
  }

  /** The numbers of the row, asked for once. */
  float[] get() throws IOException {
    while (row >= first + rows) {
      if (!read()) {
        throw new IOException("row %d has no list of numbers".formatted(row));
      }
    }
    int at = Math.toIntExact(row - first);
    float[] own = Arrays.copyOfRange(numbers, starts[at], starts[at + 1]);
    // Some writers let a row go on in the next page.
    boolean last = at == rows - 1 && some == null;
    while (last && read()) {
      int there = own.length;
      own = Arrays.copyOf(own, there + starts[0]);
      System.arraycopy(numbers, 0, own, there, starts[0]);
      last = rows == 0;
    }
    return own;
  }

  /** The next page; false where there is none. */
  private boolean read() throws IOException {
    DataPage page = pages.readPage();
    if (page == null) {
      return false;
    }
    first = page.getFirstRowIndex().orElse(first + rows);
    if (page instanceof DataPageV1 one) {
      ByteBufferInputStream in = one.getBytes().toInputStream();
      ValuesReader lists = one.getRlEncoding().getValuesReader(column, ValuesType.REPETITION_LEVEL);
      ValuesReader there = one.getDlEncoding().getValuesReader(column, ValuesType.DEFINITION_LEVEL);
      lists.initFromPage(page.getValueCount(), in);
      there.initFromPage(page.getValueCount(), in);
      int count = rows(page.getValueCount(), lists::readInteger, there::readInteger);
      fill(page, one.getValueEncoding(), in, count);
    } else if (page instanceof DataPageV2 two) {
      int count =
          rows(
              page.getValueCount(),
              levels(column.getMaxRepetitionLevel(), two.getRepetitionLevels()),
              levels(column.getMaxDefinitionLevel(), two.getDefinitionLevels()));
      fill(page, two.getDataEncoding(), two.getData().toInputStream(), count);
    }
    return true;
  }

  private static IntSupplier levels(int most, BytesInput bytes) throws IOException {
    if (most == 0) {
      return () -> 0;
    }
    InputStream in = bytes.toInputStream();
    RunLengthBitPackingHybridDecoder decoder =
        new RunLengthBitPackingHybridDecoder(BytesUtils.getWidthFromMaxInt(most), in);
    return () -> {
      try {
        return decoder.readInt();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /**
   * Where the rows of a page begin among its numbers; what stands before the first is of the row
   * before.
   *
   * @param entries of the page; an empty list is one without a number
   * @param lists 0 where a list begins
   * @param there the highest level where there is a number
   * @return how many numbers the page has
   */
  private int rows(int entries, IntSupplier lists, IntSupplier there) {
    int most = column.getMaxDefinitionLevel();
    int count = 0;
    rows = 0;
    for (int i = 0; i < entries; i++) {
      if (lists.getAsInt() == 0) {
        if (rows + 1 >= starts.length) {
          starts = Arrays.copyOf(starts, 2 * starts.length + 1);
        }
        starts[rows++] = count;
      }
      count += there.getAsInt() == most ? 1 : 0;
    }
    starts[rows] = count;
    return count;
  }

  private void fill(DataPage page, Encoding encoding, ByteBufferInputStream in, int count)
      throws IOException {
    if (numbers.length < count) {
      numbers = new float[count];
    }
    if (encoding == Encoding.PLAIN) {
      in.slice(count * Float.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(numbers, 0, count);
      return;
    }
    ValuesReader values =
        encoding.usesDictionary()
            ? encoding.getDictionaryBasedValuesReader(column, ValuesType.VALUES, dictionary)
            : encoding.getValuesReader(column, ValuesType.VALUES);
    values.initFromPage(page.getValueCount(), in);
    for (int i = 0; i < count; i++) {
      numbers[i] = values.readFloat();
    }
  }
}
