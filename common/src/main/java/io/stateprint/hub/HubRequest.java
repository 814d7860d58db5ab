package io.stateprint.hub;

import java.net.URI;

/**
 * What is asked of the hub.
 *
 * @param uri whole address
 * @param subject what the answer is, for messages: a file, a repository
 * @param from first byte that is wanted
 */
record HubRequest(URI uri, String subject, long from) {
  HubRequest at(URI moved) {
    return new HubRequest(moved, subject, from);
  }
}
