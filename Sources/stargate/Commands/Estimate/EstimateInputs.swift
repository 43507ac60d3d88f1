import ArgumentParser
import Foundation
import StargateCatalogue
import StargateEstimates
import StargatePerformance

/// Reads what the estimates start from: models, chips, constants, tables.
enum EstimateInputs {
    /// A model's name and shape, from the catalogue or from a Hugging Face config.json.
    static func model(_ text: String) throws -> (name: String, shape: ModelShape) {
        do {
            let isFile = text.hasSuffix(".json") || FileManager.default.fileExists(atPath: text)
            guard isFile else {
                let models = try ModelCatalogue.shipped()
                if let shape = models.shape(text) { return (models.find(text)?.name ?? text, shape) }
                return (text, try models.entry(text).shape)
            }
            let shape = try HuggingFaceConfig(try InputText.read(text), file: text).shape
            guard shape.isPlausible else {
                throw Failure.refused("\(text): a count is beyond any model", help: "look for a slipped digit")
            }
            return (text, shape)
        } catch let refusal as CatalogueRefusal {
            throw failure(refusal, help: "`stargate estimate models` lists the catalogue; a config.json will do too")
        }
    }

    /// The chip and the count of `H100:1024`.
    static func chips(_ text: String) throws -> (accelerator: Accelerator, count: Int) {
        do {
            let count = try ChipCount(text)
            return (try ChipCatalogue.shipped().accelerator(count.chip), count.count)
        } catch {
            throw failure(error, help: "`stargate estimate chips` lists the catalogue")
        }
    }

    /// The shipped constants, or those of a parameter file.
    static func constants(_ file: String?) throws -> TrainingConstants {
        do {
            guard let file else { return try TrainingConstants.shipped() }
            return try TrainingConstants(json: try InputText.read(file), file: file)
        } catch let refusal as EstimateRefusal {
            throw Failure.refused("\(refusal.place): \(refusal.field): \(refusal.problem)", help: refusal.remedy)
        }
    }

    /// The shipped constants of inference, or those of a parameter file.
    static func inferenceConstants(_ file: String?) throws -> InferenceConstants {
        do {
            guard let file else { return try InferenceConstants.shipped() }
            return try InferenceConstants(json: try InputText.read(file), file: file)
        } catch let refusal as EstimateRefusal {
            throw Failure.refused("\(refusal.place): \(refusal.field): \(refusal.problem)", help: refusal.remedy)
        }
    }

    /// The rows of a table of inference measurements.
    static func inferenceRows(_ file: String) throws -> [InferenceMeasurement] {
        do {
            return try MeasurementFile.inference(
                try InputText.read(file), file: file, models: .shipped(), chips: .shipped(), mistakes: .keep)
        } catch let refusal as CatalogueRefusal { throw failure(refusal) }
    }

    /// The columns of `--calibrate-by`.
    static func calibrationKeys(_ text: String?) throws -> [CalibrationKey] {
        try (text ?? "").split(separator: ",").map { word in
            let name = word.trimmingCharacters(in: .whitespaces).lowercased()
            guard let key = CalibrationKey(rawValue: name) else {
                throw Failure.usage(
                    "--calibrate-by: '\(name)' is no such column",
                    help: "any of \(CalibrationKey.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return key
        }
    }

    /// The rows of a table of measurements.
    static func rows(_ file: String) throws -> [TrainingMeasurement] {
        do {
            return try MeasurementFile.training(
                try InputText.read(file), file: file, models: .shipped(), chips: .shipped(), mistakes: .keep)
        } catch let refusal as CatalogueRefusal { throw failure(refusal) }
    }

    static func failure(_ refusal: CatalogueRefusal, help: String = "") -> Failure {
        var parts: [String] = []
        if !refusal.file.isEmpty {
            parts.append(refusal.line > 0 ? "\(refusal.file):\(refusal.line):\(refusal.column)" : refusal.file)
        }
        if let field = refusal.field { parts.append(field) }
        parts.append(refusal.given.map { "'\($0)' \(refusal.problem)" } ?? refusal.problem)
        return Failure.refused(parts.joined(separator: ": "), help: refusal.remedy.isEmpty ? help : refusal.remedy)
    }

    static func failure(_ refusal: LayoutRefusal) -> Failure {
        Failure.refused("\(refusal.field): \(refusal.problem)", help: refusal.remedy)
    }

    /// A number such as 15T, 400B, 16M or 1e12.
    static func amount(_ text: String, option: String) throws -> Double {
        let suffixes: [Character: Double] = ["k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "G": 1e9, "T": 1e12, "P": 1e15]
        var digits = text.replacingOccurrences(of: ",", with: "").replacingOccurrences(of: "_", with: "")
        var factor = 1.0
        if let last = digits.last, let known = suffixes[last] {
            factor = known
            digits.removeLast()
        }
        guard let value = Double(digits), value > 0, (value * factor).isFinite, value * factor < 1e30 else {
            throw Failure.usage("\(option): '\(text)' is no amount", help: "for example 15T, 400B or 1.5e13")
        }
        return value * factor
    }
}
