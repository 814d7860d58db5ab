package io.stateprint.jobs.tables;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopCodecs;

/**
 * Decompresses pages of Zstandard in one piece. The streams that Parquet takes have finalizers:
 * each keeps the 8 MiB that its page was read with until the collection after next, which filled
 * the heap with what was done with.
 */
final class WholePages implements CompressionCodecFactory {
  private final CompressionCodecFactory others;

  WholePages(Configuration configuration) {
    this.others = HadoopCodecs.newFactory(configuration, 0);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return others.getCompressor(codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return codec == CompressionCodecName.ZSTD ? new Zstandard() : others.getDecompressor(codec);
  }

  @Override
  public void release() {
    others.release();
  }

  private static final class Zstandard implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      ByteBuffer page = bytes.toByteBuffer(HeapByteBufferAllocator.getInstance(), copied -> {});
      return BytesInput.from(decompressed(page, size));
    }

    @Override
    public void decompress(ByteBuffer input, int compressed, ByteBuffer output, int size)
        throws IOException {
      ByteBuffer page = input.slice().limit(compressed);
      input.position(input.position() + compressed);
      output.put(decompressed(page, size));
    }

    private static byte[] decompressed(ByteBuffer page, int size) throws IOException {
      ByteBuffer from = page.hasArray() ? page : copy(page);
      byte[] to = new byte[size];
      long found =
          Zstd.decompressByteArray(
              to, 0, size, from.array(), from.arrayOffset() + from.position(), from.remaining());
      if (found != size) {
        throw new IOException("A page of %d bytes holds %d".formatted(size, found));
      }
      return to;
    }

    private static ByteBuffer copy(ByteBuffer from) {
      return ByteBuffer.allocate(from.remaining()).put(from.duplicate()).flip();
    }

    @Override
    public void release() {}
  }
}
