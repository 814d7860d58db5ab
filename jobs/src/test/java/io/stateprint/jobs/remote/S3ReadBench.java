package io.stateprint.jobs.remote;

import ai.djl.Device;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import io.stateprint.shard.ForwardPass;
import io.stateprint.shard.LayerStates;
import io.stateprint.shard.PassInput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How fast a pass over a checkpoint in a bucket reads it, beside a plain download of the same bytes
 * by as many connections. Arguments: folder of the checkpoint (one model.safetensors), its layers,
 * milliseconds a request waits, MB/s of a connection, runs. {@code deploy/bench/s3.sh} runs it.
 */
final class S3ReadBench {
  private static final int PIECE = 8 << 20;

  private S3ReadBench() {}

  public static void main(String[] arguments) throws Exception {
    int layers = Integer.parseInt(arguments[1]);
    int runs = Integer.parseInt(arguments[4]);
    S3Server server = S3Server.shared();
    String bucket = server.newBucket();
    server.putFolder(bucket, "m", Path.of(arguments[0]));
    try (SlowLine line =
        new SlowLine(
            server.endpoint(), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]))) {
      pass(line.endpoint(), bucket, 1);
      for (int run = 0; run < runs; run++) {
        Read ours = pass(line.endpoint(), bucket, layers);
        Read plain = download(line.endpoint(), bucket, ours.bytes());
        System.out.printf(
            "pass %.1f MB/s, plain download %.1f MB/s, %.1f%% of it (%d bytes)%n",
            ours.rate(), plain.rate(), 100 * ours.rate() / plain.rate(), ours.bytes());
      }
    }
    System.exit(0);
  }

  private record Read(long bytes, double seconds) {
    double rate() {
      return bytes / seconds / 1e6;
    }
  }

  private static Read pass(URI endpoint, String bucket, int layers) {
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
                  new PassInput(List.of(new int[] {1, 2, 3}), ComputeType.FLOAT32, 64, layers))) {
        LayerStates last = pass.next();
        while (pass.hasNext()) {
          last = pass.next();
        }
        return new Read(last.bytes(), last.seconds());
      }
    }
  }

  private static Read download(URI endpoint, String bucket, long bytes) throws Exception {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ExecutorService workers = Executors.newFixedThreadPool(RemoteFile.AT_ONCE);
    long started = System.nanoTime();
    List<Future<Long>> pieces = new ArrayList<>();
    for (long from = 0; from < bytes; from += PIECE) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(endpoint + "/" + bucket + "/m/model.safetensors"))
              .header("Range", "bytes=%d-%d".formatted(from, Math.min(bytes, from + PIECE) - 1))
              .build();
      pieces.add(workers.submit(() -> drained(http, request)));
    }
    long read = 0;
    for (Future<Long> piece : pieces) {
      read += piece.get();
    }
    workers.shutdown();
    return new Read(read, (System.nanoTime() - started) / 1e9);
  }

  private static long drained(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[1 << 16];
    long read = 0;
    try (InputStream in = http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
      for (int count; (count = in.read(buffer)) > 0; ) {
        read += count;
      }
    }
    return read;
  }
}
