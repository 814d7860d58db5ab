package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One file on its way into the cache: resumed where it was cut, moved into place when checked. */
final class FileDownload {
  private static final int PIECE = 1 << 16;
  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");

  private final HubHttp http;
  private final Retry retry;
  private final Progress progress;
  private final RemoteFile file;
  private final HubRequest whole;
  private long farthest;

  /**
   * @param whole asks for the file from its first byte
   */
  FileDownload(HubHttp http, Retry retry, Progress progress, RemoteFile file, HubRequest whole) {
    this.http = http;
    this.retry = retry;
    this.progress = progress;
    this.file = file;
    this.whole = whole;
  }

  void to(Path target) {
    try (PartFile part = PartFile.of(target, file)) {
      farthest = part.size();
      Patience patience = new Patience(retry, "download " + whole.subject());
      patience.until(() -> wholeAfterAttempt(part, patience));
      part.finish(whole.subject());
    }
  }

  private boolean wholeAfterAttempt(PartFile part, Patience patience) throws IOException {
    if (part.isWhole()) {
      return true;
    }
    HttpResponse<InputStream> answer =
        http.get(new HubRequest(whole.uri(), whole.subject(), part.size()));
    try (InputStream body = new StallGuard(answer.body(), retry.stall())) {
      continueWith(answer, part);
      copy(body, part);
    } finally {
      if (part.size() > farthest) {
        farthest = part.size();
        patience.progressed();
      }
    }
    if (!part.isWhole()) {
      throw new IOException(
          "the connection ended after %d of %d bytes".formatted(part.size(), file.size()));
    }
    return true;
  }

  /** A server may refuse the range, or ignore it: then the file begins anew. */
  private void continueWith(HttpResponse<?> answer, PartFile part) throws IOException {
    if (answer.statusCode() == 416) {
      part.restart();
      throw new IOException("the server refuses to go on in the middle");
    }
    if (answer.statusCode() == 200) {
      if (part.size() > 0) {
        part.restart();
      }
      requireSize(answer.headers().firstValueAsLong("Content-Length").orElse(file.size()));
      return;
    }
    Matcher range = RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
    if (!range.matches() || Long.parseLong(range.group(1)) != part.size()) {
      part.restart();
      throw new IOException("the server goes on at another place than was asked for");
    }
    requireSize(range.group(2).equals("*") ? file.size() : Long.parseLong(range.group(2)));
  }

  private void requireSize(long announced) {
    if (announced != file.size()) {
      throw new InputException(
          "Cannot download %s: the hub lists %d bytes, and its file has %d (%s)"
              .formatted(whole.subject(), file.size(), announced, whole.uri()));
    }
  }

  private void copy(InputStream body, PartFile part) throws IOException {
    byte[] piece = new byte[PIECE];
    int count;
    while ((count = body.read(piece)) >= 0) {
      part.add(piece, count);
      progress.at(file.name(), part.size(), file.size());
    }
  }
}
