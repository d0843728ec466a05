/// How patiently a run asks again, and when it leaves a host in peace.
package struct RetryPolicy: Sendable, Hashable {
  /// Tries of one step at most, the first one included.
  package let attempts: Int
  /// Between two tries of a step.
  package let spacingMilliseconds: Int
  /// Before the second look at calls that stayed without an answer.
  package let lookAgainMilliseconds: Int
  /// A longer `Retry-After` is not waited for: the host is asked nothing more in this run.
  package let longestRetryAfterSeconds: Int
  /// So many "come back later" answers in a row (429, or 503 with `Retry-After`) end the asking too.
  package let mostPushbacks: Int
  /// What waiting for one subject's answers may take in all, our own pauses not counted: a slow service is not waited for all day.
  package let subjectMilliseconds: Int

  package init(
    attempts: Int, spacingMilliseconds: Int, lookAgainMilliseconds: Int, longestRetryAfterSeconds: Int, mostPushbacks: Int,
    subjectMilliseconds: Int = 120_000
  ) {
    precondition(attempts >= 1 && mostPushbacks >= 1, "A retry policy needs at least one attempt and one pushback.")
    self.attempts = attempts
    self.spacingMilliseconds = spacingMilliseconds
    self.lookAgainMilliseconds = lookAgainMilliseconds
    self.longestRetryAfterSeconds = longestRetryAfterSeconds
    self.mostPushbacks = mostPushbacks
    self.subjectMilliseconds = subjectMilliseconds
  }

  package static let standard = RetryPolicy(
    attempts: 3, spacingMilliseconds: 2000, lookAgainMilliseconds: 10_000, longestRetryAfterSeconds: 60, mostPushbacks: 3)
}
