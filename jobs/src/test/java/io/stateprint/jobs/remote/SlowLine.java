package io.stateprint.jobs.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A line to an S3 server as it is to a real one: every request waits, and a connection gives so
 * many bytes a second and no more.
 */
final class SlowLine implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  private final URI server;
  private final long latencyNanos;
  private final double bytesPerNano;
  private final ServerSocket front;
  private final ExecutorService workers = Executors.newCachedThreadPool();

  /**
   * @param latencyMillis that a request waits
   * @param megabytes a second of a connection
   */
  SlowLine(URI server, int latencyMillis, double megabytes) throws IOException {
    this.server = server;
    this.latencyNanos = latencyMillis * 1_000_000L;
    this.bytesPerNano = megabytes * 1e6 / 1e9;
    this.front = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    workers.execute(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + front.getLocalPort());
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        Socket client = front.accept();
        Socket line = new Socket(server.getHost(), server.getPort());
        client.setTcpNoDelay(true);
        line.setTcpNoDelay(true);
        workers.execute(() -> copy(client, line, false));
        workers.execute(() -> copy(line, client, true));
      } catch (IOException e) {
        // Closed while it waited, or the server is gone: the client sees it.
      }
    }
  }

  private void copy(Socket from, Socket to, boolean answers) {
    byte[] piece = new byte[PIECE];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      long free = System.nanoTime();
      for (int count; (count = in.read(piece)) > 0; ) {
        if (answers) {
          free = Math.max(free, System.nanoTime()) + (long) (count / bytesPerNano);
          waitUntil(free);
        } else {
          waitUntil(System.nanoTime() + latencyNanos);
        }
        out.write(piece, 0, count);
      }
    } catch (IOException e) {
      // The other end has closed; so is this one now.
    }
  }

  private static void waitUntil(long nanos) {
    for (long left; (left = nanos - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void close() throws IOException {
    front.close();
    workers.shutdownNow();
  }
}
