package io.stateprint.hub;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** A file of the hub, read in pieces where it lies; the pieces last read are kept. */
final class HubFile implements ByteSource {
  private static final int PIECE = 256 << 10;
  private static final int KEPT = 4;

  private final HubHttp http;
  private final Retry retry;
  private final RemoteFile file;
  private final HubRequest whole;
  private final LongAdder bytesRead = new LongAdder();
  private final Map<Long, byte[]> pieces =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param whole asks for the file from its first byte
   */
  HubFile(HubHttp http, Retry retry, RemoteFile file, HubRequest whole) {
    this.http = http;
    this.retry = retry;
    this.file = file;
    this.whole = whole;
  }

  @Override
  public String location() {
    return whole.subject();
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public long bytesRead() {
    return bytesRead.sum();
  }

  @Override
  public synchronized void read(long offset, ByteBuffer target) {
    if (offset < 0 || target.remaining() > size() - offset) {
      throw new InputException(
          "Cannot read bytes %d to %d: the file holds %d (%s)"
              .formatted(offset, offset + target.remaining(), size(), location()));
    }
    long at = offset;
    while (target.hasRemaining()) {
      byte[] piece = pieces.computeIfAbsent(at / PIECE, this::fetch);
      int from = (int) (at % PIECE);
      int count = Math.min(target.remaining(), piece.length - from);
      target.put(piece, from, count);
      at += count;
    }
  }

  private byte[] fetch(long number) {
    long from = number * PIECE;
    int length = (int) Math.min(PIECE, size() - from);
    HubRequest request = new HubRequest(whole.uri(), whole.subject(), from, length);
    byte[] piece =
        new Patience(retry, "read " + whole.subject()).until(() -> attempt(request, length));
    bytesRead.add(piece.length);
    return piece;
  }

  /** A server that ignores the range sends the file from its start. */
  private byte[] attempt(HubRequest request, int length) throws IOException {
    HttpResponse<InputStream> answer = http.get(request);
    try (InputStream body = new StallGuard(answer.body(), retry.stall())) {
      if (answer.statusCode() == 200) {
        body.skipNBytes(request.from());
      }
      byte[] piece = body.readNBytes(length);
      if (answer.statusCode() == 416 || piece.length < length) {
        throw new IOException("the connection ended after %d bytes".formatted(piece.length));
      }
      return piece;
    }
  }

  @Override
  public void close() {
    pieces.clear();
  }
}
