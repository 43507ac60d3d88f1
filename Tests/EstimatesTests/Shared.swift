import Foundation
import StargateCatalogue
import StargateEstimates
import StargatePerformance
import StargateTesting

/// The published measurements beside the checkout, and the shipped constants.
enum Shared {
    static let folder = Examples.data("")

    static var isPresent: Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("training/measurements.csv").path)
    }

    static func cases() throws -> [TrainingCase] {
        let path = folder.appendingPathComponent("training/measurements.csv")
        let text = try String(contentsOf: path, encoding: .utf8)
        let rows = try MeasurementFile.training(
            text, file: "measurements.csv", models: .shipped(), chips: .shipped())
        return rows.compactMap { try? TrainingCase($0) }
    }

    static func predictions() throws -> [TrainingPrediction] {
        let estimator = TrainingEstimator(try TrainingConstants.shipped())
        return try cases().filter { $0.measured != nil }.map(estimator.prediction)
    }
}
