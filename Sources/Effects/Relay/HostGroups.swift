package import Model
import Planning

/// Services that share a host take turns, so that no host is asked twice at a time; groups of different hosts run side by side.
package enum HostGroups {
  /// In registry order, within a group too. Sharing is transitive: a service on two hosts joins both groups.
  package static func groups(_ services: [Service]) -> [[Service]] {
    var parents = Array(services.indices)
    func root(_ index: Int) -> Int {
      var at = index
      while parents[at] != at {
        parents[at] = parents[parents[at]]
        at = parents[at]
      }
      return at
    }
    var firstOfHost: [String: Int] = [:]
    for (index, service) in services.enumerated() {
      for host in Set(PlanReview.registeredEndpoints(service).map(\.host)) {
        guard let first = firstOfHost[host] else {
          firstOfHost[host] = index
          continue
        }
        let (left, right) = (root(first), root(index))
        parents[max(left, right)] = min(left, right)
      }
    }
    var members: [Int: [Service]] = [:]
    for (index, service) in services.enumerated() { members[root(index), default: []].append(service) }
    return members.sorted { $0.key < $1.key }.map(\.value)
  }
}
