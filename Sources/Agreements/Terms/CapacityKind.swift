/// How capacity is got.
public enum CapacityKind: String, Hashable, Sendable, Codable, CaseIterable {
    case cloud
    case ownBuild = "own_build"
}

/// What capacity is for.
public enum Purpose: String, Hashable, Sendable, Codable, CaseIterable {
    case training, research, inference
}
