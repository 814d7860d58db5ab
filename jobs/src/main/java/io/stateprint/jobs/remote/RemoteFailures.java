package io.stateprint.jobs.remote;

import io.stateprint.storage.InputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Makes a sentence of what went wrong on a remote file system: which bucket and key, and what to
 * do. Failures are told apart by the names of their classes and by S3's codes, since what throws
 * them is there only where S3 is used.
 */
public final class RemoteFailures {
  private static final Pattern ADDRESS = Pattern.compile("(s3a|hdfs|viewfs)://[^\\s,;\"'()]+");
  private static final Pattern BUCKET = Pattern.compile("s3a://([^/]+).*");
  private static final Pattern REGION =
      Pattern.compile(
          "(?:expecting '|x-amz-bucket-region[=:] ?)([a-z0-9-]+)", Pattern.CASE_INSENSITIVE);

  /** An answer that broke off; Hadoop's client has repeated all other failures itself. */
  private static final Set<String> PASSING =
      Set.of(
          "EOFException",
          "SocketException",
          "SocketTimeoutException",
          "SSLException",
          "ConnectionClosedException",
          "TruncatedChunkException",
          "SdkClientException");

  private static final Set<String> LASTING =
      Set.of(
          "RemoteFileChangedException",
          "FileNotFoundException",
          "AccessDeniedException",
          "UnknownStoreException",
          "ConnectException",
          "ConnectTimeoutException",
          "UnknownHostException");

  private RemoteFailures() {}

  /**
   * A kind of failure.
   *
   * @param marks names of classes and codes of S3; one of them makes the kind
   * @param sentence why, and what to do; {@code %s} stands for the bucket
   */
  private record Kind(List<String> marks, String sentence) {
    boolean is(String failure) {
      return marks.stream().anyMatch(failure::contains);
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              List.of("UnknownStoreException", "NoSuchBucket"),
              "there is no bucket %s; check its name, and that s3.endpoint and s3.region are those of its provider"),
          new Kind(
              List.of("ExpiredToken", "TokenRefreshRequired", "token has expired"),
              "the session token has expired; get new credentials and run again under the same run id, finished models stay"),
          new Kind(
              List.of("InvalidAccessKeyId"),
              "the access key is not known there; check the credentials, and that s3.endpoint is their provider's"),
          new Kind(
              List.of("SignatureDoesNotMatch"),
              "the secret key does not belong to the access key, or s3.region is not the bucket's; check the credentials"),
          new Kind(
              List.of(
                  "NoAuthWithAWSException",
                  "NoAwsCredentialsException",
                  "CredentialInitializationException",
                  "Unable to load credentials"),
              "no credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the machine a role"),
          new Kind(
              List.of("RequestTimeTooSkewed"),
              "the clock of this machine is wrong by more than the server allows; set it"),
          new Kind(
              List.of(
                  "AWSRedirectException",
                  "AuthorizationHeaderMalformed",
                  "PermanentRedirect",
                  "IllegalLocationConstraint"),
              "bucket %s lies in another region; set s3.region to that one"),
          new Kind(
              List.of("NoVersionAttributeException"),
              "its server gives no ETag, by which a file that changes is known; to read without that check, set \"spark.hadoop.fs.s3a.change.detection.version.required\" = false in spark.conf"),
          new Kind(
              List.of("RemoteFileChangedException"),
              "it changed while it was used; a run needs files that stay as they are: run it again under another sweep.run-id"),
          new Kind(
              List.of("AccessDenied", "AccessControlException"),
              "access is denied; the credentials need s3:ListBucket on bucket %s and s3:GetObject on its keys, for a store also s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload"),
          new Kind(
              List.of("FileNotFoundException", "NoSuchKey"),
              "nothing lies there, or it was taken away meanwhile"),
          new Kind(
              List.of("Unsupported or unrecognized SSL message"),
              "the endpoint does not speak TLS; use its https address, or http:// with s3.tls = false in a network that you trust"),
          new Kind(
              List.of("PKIX", "SSLHandshakeException", "SSLPeerUnverifiedException"),
              "the certificate of the endpoint is not trusted; add its authority to Java's trust store"),
          new Kind(
              List.of("SlowDown", "AWSServiceThrottledException", "Status Code: 503"),
              "the server is too busy (503), after all retries; run again under the same run id, finished models stay"),
          new Kind(
              List.of("AWSStatus500Exception", "Status Code: 50"),
              "the server failed, after all retries; run again under the same run id, finished models stay"),
          new Kind(
              List.of(
                  "ConnectException",
                  "ConnectTimeoutException",
                  "UnknownHostException",
                  "SocketTimeoutException",
                  "SocketException",
                  "NoHttpResponseException",
                  "AWSApiCallTimeoutException",
                  "EOFException",
                  "ConnectionClosedException",
                  "Unable to execute HTTP request"),
              "the server does not answer, after all retries; check s3.endpoint and the network, then run again under the same run id, finished models stay"));

  /** Says why something cannot be done with a place, and what to do. */
  public static InputException because(String verb, String place, Throwable failure) {
    for (Throwable cause : chain(failure)) {
      if (cause instanceof InputException known) {
        return known;
      }
    }
    return FullDisk.in(verb, place, failure)
        .orElseGet(
            () ->
                new InputException(
                    "Cannot %s %s: %s".formatted(verb, place, reason(place, failure)), failure));
  }

  /**
   * S3 answers the question for a file without a body, and so without the reason of a refusal;
   * asked for a listing, it says it.
   */
  static IOException told(FileSystem system, Path path, IOException failure) {
    String bare = told(failure);
    if (!bare.contains("Status Code: 400") && !bare.contains("Status Code: 403")) {
      return failure;
    }
    try {
      system.listStatusIterator(path).hasNext();
      return failure;
    } catch (FileNotFoundException e) {
      return failure;
    } catch (IOException e) {
      return e;
    }
  }

  /** The sentence on the remote file that a failure of Spark is about, where it is about one. */
  public static Optional<InputException> in(Throwable failure) {
    for (Throwable cause : chain(failure)) {
      if (isOfStorage(cause)) {
        return address(cause).or(() -> address(failure)).map(place -> because("use", place, cause));
      }
    }
    return Optional.empty();
  }

  /** The same for a failure to write to a place, which S3 names by its key alone. */
  public static Optional<InputException> in(Throwable failure, String place) {
    Optional<InputException> full = FullDisk.in("write", place, failure);
    return full.isPresent() ? full : known(failure, place);
  }

  private static Optional<InputException> known(Throwable failure, String place) {
    return chain(failure).stream()
        .filter(RemoteFailures::isOfStorage)
        .findFirst()
        .map(cause -> because("write", address(cause).orElse(place), cause));
  }

  /** The first address that a failure or one of its causes names. */
  private static Optional<String> address(Throwable failure) {
    return chain(failure).stream()
        .map(cause -> ADDRESS.matcher(String.valueOf(cause.getMessage())))
        .filter(Matcher::find)
        .map(found -> found.group().replaceFirst("[:.]+$", ""))
        .findFirst();
  }

  private static boolean isOfStorage(Throwable cause) {
    return cause instanceof IOException && KINDS.stream().anyMatch(is(told(cause)));
  }

  private static Predicate<Kind> is(String failure) {
    return kind -> kind.is(failure);
  }

  private static String reason(String place, Throwable failure) {
    String told = told(failure);
    Matcher region = REGION.matcher(told);
    String known = region.find() ? " (" + region.group(1) + ")" : "";
    Matcher bucket = BUCKET.matcher(place);
    String name = bucket.matches() ? bucket.group(1) : "of that name";
    return KINDS.stream()
        .filter(is(told))
        .findFirst()
        .map(kind -> kind.sentence().formatted(name) + known)
        .orElseGet(() -> firstLine(failure));
  }

  /** Names of classes and messages, from the failure to its first cause. */
  private static String told(Throwable failure) {
    return chain(failure).stream()
        .map(cause -> cause.getClass().getName() + ": " + cause.getMessage())
        .collect(Collectors.joining("\n"));
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return message.lines().findFirst().orElse(failure.toString());
  }

  /** Whether the same request may succeed when it is sent again. */
  static boolean isPassing(Throwable failure) {
    List<String> names =
        chain(failure).stream().map(cause -> cause.getClass().getSimpleName()).toList();
    return names.stream().anyMatch(PASSING::contains)
        && names.stream().noneMatch(name -> LASTING.contains(name) || name.startsWith("AWS"));
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable cause = failure; cause != null && !chain.contains(cause); ) {
      chain.add(cause);
      cause = cause.getCause();
    }
    return chain;
  }
}
