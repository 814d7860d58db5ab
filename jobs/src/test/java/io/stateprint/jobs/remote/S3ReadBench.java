package io.stateprint.jobs.remote;

import ai.djl.Device;
import com.sun.management.OperatingSystemMXBean;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import io.stateprint.shard.ForwardPass;
import io.stateprint.shard.LayerRange;
import io.stateprint.shard.LayerStates;
import io.stateprint.shard.PassInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How fast a pass over a checkpoint in a bucket reads it, beside a plain download of its files by
 * as many connections. Arguments: folder of the checkpoint, its layers, milliseconds a request
 * waits, MB/s of a connection, runs. {@code deploy/bench/s3.sh} runs it.
 */
final class S3ReadBench {
  private static final int[] PIECES = {1 << 20, 4 << 20, 8 << 20};

  private S3ReadBench() {}

  public static void main(String[] arguments) throws Exception {
    int layers = Integer.parseInt(arguments[1]);
    int runs = Integer.parseInt(arguments[4]);
    S3Server server = S3Server.shared();
    String bucket = server.newBucket();
    server.putFolder(bucket, "m", Path.of(arguments[0]));
    List<Stored> files = weights(Path.of(arguments[0]));
    try (SlowLine line =
        new SlowLine(
            server.endpoint(), Integer.parseInt(arguments[2]), Double.parseDouble(arguments[3]))) {
      pass(line.endpoint(), bucket, 1);
      for (int run = 0; run < runs; run++) {
        Read ours = pass(line.endpoint(), bucket, layers);
        Read plain = download(line.endpoint(), bucket, files);
        System.out.printf(
            "pass %.1f MB/s (%.1f s, processor %.1f s), plain download %.1f MB/s (processor %.1f s), %.1f%%"
                + " of it (%d bytes)%n",
            ours.rate(),
            ours.seconds(),
            ours.processor(),
            plain.rate(),
            plain.processor(),
            100 * ours.rate() / plain.rate(),
            ours.bytes());
      }
    }
    System.exit(0);
  }

  /** A file of weights in the bucket. */
  private record Stored(String name, long bytes) {}

  /** Bytes of a file, without the one at {@code end}. */
  private record Range(String file, long from, long end) {}

  private record Read(long bytes, double seconds, double processor) {
    double rate() {
      return bytes / seconds / 1e6;
    }
  }

  /** Processor time of this process so far, seconds; the slow line is part of it. */
  private static double processor() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  private static Read pass(URI endpoint, String bucket, int layers) {
    double before = processor();
    Map<String, String> keys = new HashMap<>();
    String s3a = "spark.hadoop.fs.s3a.";
    keys.put(s3a + "endpoint", endpoint.toString());
    keys.put(s3a + "endpoint.region", "us-east-1");
    keys.put(s3a + "path.style.access", "true");
    keys.put(s3a + "connection.ssl.enabled", "false");
    keys.put(s3a + "access.key", S3Bucket.ACCESS);
    keys.put(s3a + "secret.key", S3Bucket.SECRET);
    try (Checkpoint checkpoint =
        PlannedCheckpoint.open("s3a://" + bucket + "/m", RemoteConf.of(keys))) {
      Decoder decoder = Decoder.of(checkpoint);
      try (Program program = decoder.load(Device.cpu());
          ForwardPass pass =
              ForwardPass.begin(
                  checkpoint,
                  decoder,
                  program,
                  new PassInput(
                      List.of(new int[] {1, 2, 3}),
                      ComputeType.FLOAT32,
                      64,
                      new LayerRange(0, layers)))) {
        LayerStates last = pass.next();
        while (pass.hasNext()) {
          last = pass.next();
        }
        return new Read(last.bytes(), last.seconds(), processor() - before);
      }
    }
  }

  private static List<Stored> weights(Path folder) throws IOException {
    List<Stored> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.safetensors")) {
      for (Path file : found) {
        files.add(new Stored(file.getFileName().toString(), Files.size(file)));
      }
    }
    return files;
  }

  /** The fastest of some sizes of a piece. */
  private static Read download(URI endpoint, String bucket, List<Stored> files) throws Exception {
    Read best = download(endpoint, bucket, files, PIECES[0]);
    for (int i = 1; i < PIECES.length; i++) {
      Read other = download(endpoint, bucket, files, PIECES[i]);
      best = other.rate() > best.rate() ? other : best;
    }
    return best;
  }

  private static Read download(URI endpoint, String bucket, List<Stored> files, int piece)
      throws Exception {
    Queue<Range> ranges = new ConcurrentLinkedQueue<>();
    for (Stored file : files) {
      for (long from = 0; from < file.bytes(); from += piece) {
        ranges.add(new Range(file.name(), from, Math.min(file.bytes(), from + piece)));
      }
    }
    double before = processor();
    long started = System.nanoTime();
    ExecutorService workers = Executors.newFixedThreadPool(RemoteFile.AT_ONCE);
    try {
      List<Future<Long>> shares = new ArrayList<>();
      for (int i = 0; i < RemoteFile.AT_ONCE; i++) {
        shares.add(workers.submit(() -> drained(endpoint, bucket, ranges)));
      }
      long read = 0;
      for (Future<Long> share : shares) {
        read += share.get();
      }
      return new Read(read, (System.nanoTime() - started) / 1e9, processor() - before);
    } finally {
      workers.shutdownNow();
    }
  }

  /**
   * One connection at a time that takes the next range again and again; its bytes are thrown away.
   * A server may close a connection behind an answer, and says so in its head.
   */
  private static long drained(URI endpoint, String bucket, Queue<Range> ranges) throws IOException {
    long read = 0;
    Range range = ranges.poll();
    while (range != null) {
      try (Socket line = new Socket(endpoint.getHost(), endpoint.getPort())) {
        line.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(line.getInputStream(), 1 << 16);
        boolean open = true;
        while (open && range != null) {
          ask(line, bucket, range);
          open = !head(in, range).contains("connection: close");
          skipBody(in, range);
          read += range.end() - range.from();
          range = ranges.poll();
        }
      }
    }
    return read;
  }

  private static void ask(Socket line, String bucket, Range range) throws IOException {
    line.getOutputStream()
        .write(
            "GET /%s/m/%s HTTP/1.1\r\nHost: here\r\nRange: bytes=%d-%d\r\n\r\n"
                .formatted(bucket, range.file(), range.from(), range.end() - 1)
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** The head of an answer, in small letters. */
  private static String head(InputStream in, Range range) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the answer to %s ended in its head: %s".formatted(range, head));
      }
      head.append((char) c);
    }
    if (!head.toString().startsWith("HTTP/1.1 206")) {
      throw new IOException("no range of %s: %s".formatted(range, head));
    }
    return head.toString().toLowerCase(Locale.ROOT);
  }

  private static void skipBody(InputStream in, Range range) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = range.end() - range.from(); left > 0; ) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new IOException("the answer to %s ended early".formatted(range));
      }
      left -= count;
    }
  }
}
