package io.stateprint.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WholePagesTest {
  private static final byte[] PAGE = page();
  private static final byte[] COMPRESSED = Zstd.compress(PAGE);

  private final WholePages pages = new WholePages(new Configuration());
  private final BytesInputDecompressor zstd = pages.getDecompressor(CompressionCodecName.ZSTD);

  private static byte[] page() {
    byte[] page = new byte[100_000];
    new Random(1).nextBytes(page);
    Arrays.fill(page, 10_000, 60_000, (byte) 7);
    return page;
  }

  private static byte[] bytes(BytesInput input) throws IOException {
    return input.toInputStream().readAllBytes();
  }

  @Test
  void aPageInsideALargerBufferIsRead() throws IOException {
    byte[] read = new byte[COMPRESSED.length + 30];
    System.arraycopy(COMPRESSED, 0, read, 10, COMPRESSED.length);
    ByteBuffer slice = ByteBuffer.wrap(read, 3, read.length - 3).slice().position(7);
    slice.limit(7 + COMPRESSED.length);

    assertThat(bytes(zstd.decompress(BytesInput.from(slice), PAGE.length))).isEqualTo(PAGE);
  }

  @Test
  void aPageThatLiesInTwoBuffersIsRead() throws IOException {
    int cut = COMPRESSED.length / 3;
    BytesInput halves =
        BytesInput.from(
            List.of(
                ByteBuffer.wrap(COMPRESSED, 0, cut),
                ByteBuffer.wrap(COMPRESSED, cut, COMPRESSED.length - cut)));

    assertThat(bytes(zstd.decompress(halves, PAGE.length))).isEqualTo(PAGE);
  }

  @Test
  void buffersOutsideOfTheHeapAreReadAndWritten() throws IOException {
    ByteBuffer in = ByteBuffer.allocateDirect(COMPRESSED.length + 5).put(COMPRESSED).flip();
    ByteBuffer out = ByteBuffer.allocateDirect(PAGE.length);
    zstd.decompress(in, COMPRESSED.length, out, PAGE.length);
    byte[] found = new byte[PAGE.length];
    out.flip().get(found);

    assertThat(found).isEqualTo(PAGE);
    assertThat(in.position()).isEqualTo(COMPRESSED.length);
  }

  @Test
  void aPageOfAnotherSizeOrWithDamageIsRefused() {
    byte[] damaged = COMPRESSED.clone();
    damaged[0] ^= 1;

    assertThatThrownBy(() -> zstd.decompress(BytesInput.from(COMPRESSED), PAGE.length + 1))
        .isInstanceOf(IOException.class)
        .hasMessage("A page of 100001 bytes holds 100000");
    assertThatThrownBy(() -> zstd.decompress(BytesInput.from(COMPRESSED), PAGE.length - 1))
        .hasMessageContaining("too small");
    assertThatThrownBy(() -> zstd.decompress(BytesInput.from(damaged), PAGE.length))
        .hasMessageContaining("frame");
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP"})
  void otherCodecsAreThoseOfParquet(CompressionCodecName codec) throws IOException {
    BytesInput compressed = pages.getCompressor(codec).compress(BytesInput.from(PAGE));

    assertThat(bytes(pages.getDecompressor(codec).decompress(compressed, PAGE.length)))
        .isEqualTo(PAGE);
    pages.release();
  }
}
