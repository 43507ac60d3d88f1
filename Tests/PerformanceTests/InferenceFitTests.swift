import StargatePerformance
import StargateTesting
import Testing

@Suite("The fit of inference")
struct InferenceFitTests {
    /// Rows that a model with known constants would have measured.
    static func rows(_ truth: InferenceParameters) -> [InferenceObservation] {
        var rows: [InferenceObservation] = []
        for shape in [Models.llama70, Models.mixtral, Models.llama405] {
            for chip in [Serving.h200, Models.b200] {
                for (input, output) in [(128.0, 2048.0), (2048, 128), (1000, 1000), (128, 128)] {
                    let setup = Serving.setup(
                        shape == Models.llama405 ? 8 : 1, on: chip, weights: chip.peakFP4 == nil ? .fp8 : .nvfp4)
                    let workload = InferenceWorkload(inputTokens: input, outputTokens: output)
                    let model = InferenceModel(shape: shape, setup: setup, parameters: truth)
                    guard let result = try? model.saturated(workload) else { continue }
                    rows.append(
                        InferenceObservation(
                            id: "\(rows.count)", shape: shape, setups: [setup], workload: workload, drive: .saturated,
                            tokenRatePerChip: result.tokenRatePerChip, group: "\(rows.count)"))
                }
            }
        }
        return rows
    }

    @Test("finds constants that explain rows made with other ones")
    func recovers() {
        var truth = InferenceParameters.expected
        truth[.memoryReach] = 0.7
        truth[.matmulReach] = 0.75
        truth[.sequenceOverhead] = 1e-5
        let rows = Self.rows(truth)
        func worst(_ values: InferenceParameters) -> Double {
            rows.map { abs($0.errors($0.predicted(values))?.tokenRate ?? 9) }.max() ?? 9
        }
        #expect(rows.count == 24)
        #expect(worst(truth) < 1e-12)
        #expect(worst(.expected) > 0.1)
        #expect(worst(InferenceFit(rows, priorWeight: 0.01).fitted()) < 0.03)
    }

    @Test("has three residuals a row and one a constant, all finite, also for rows that do not fit")
    func residuals() {
        var rows = Self.rows(.expected)
        let misfit = Serving.setup(1, on: Models.h100, weights: .bf16)
        rows.append(
            InferenceObservation(
                id: "misfit", shape: Models.llama405, setups: [misfit], workload: Serving.chat,
                drive: .limited(Serving.loose), tokenRatePerChip: 100, timeToFirst: 1, timePerToken: 0.1, group: "x"))
        let residuals = InferenceFit.residuals(.expected, over: rows)
        #expect(residuals.count == 3 * rows.count + InferenceParameter.allCases.count)
        #expect(residuals.allSatisfy { $0.isFinite })
        #expect(residuals.filter { abs($0) > 1e-9 }.count == 1)
    }

    @Test("gives every constant a name that leads back to it, a meaning and bounds around what is expected")
    func parameters() {
        for parameter in InferenceParameter.allCases {
            #expect(InferenceParameter(name: parameter.name) == parameter)
            #expect(!parameter.meaning.isEmpty && !parameter.unit.isEmpty)
            let prior = parameter.prior
            #expect(prior.low < prior.high && prior.low <= prior.expected && prior.expected <= prior.high)
        }
    }
}

@Suite("An interval of inference")
struct InferenceSpreadTests {
    let spread = InferenceSpread(
        saturatedRate: 0.15, limitedRate: 0.2, timePerToken: 0.18, timeToFirst: 0.7, experts: 0.2, unknownChip: 0.1,
        unknownModel: 0.2, unknownModelTimes: 0.6, unknownPrecision: 0.1)
    let near = InferenceSpread.Distance(chipMeasured: true, modelMeasured: true, precisionMeasured: true)

    private func result() throws -> InferenceResult {
        try Serving.model(Models.llama70, Serving.setup(2)).operatingPoint(Serving.chat, limits: Serving.loose)
    }

    @Test("is wider for what was not measured, and for mixtures of experts")
    func wider() {
        let base = spread.widths(shape: Models.llama70, isLimited: false, distance: near)
        for path in [\InferenceSpread.Distance.chipMeasured, \.modelMeasured, \.precisionMeasured] {
            var far = near
            far[keyPath: path] = false
            let wide = spread.widths(shape: Models.llama70, isLimited: false, distance: far)
            #expect(wide.tokenRate > base.tokenRate && wide.timePerToken > base.timePerToken)
        }
        #expect(
            spread.widths(shape: Models.mixtral, isLimited: false, distance: near).tokenRate > base.tokenRate)
    }

    @Test("holds the prediction and shifts most of the way to what the same stack measured, narrower")
    func calibrated() throws {
        let result = try result()
        let widths = spread.widths(shape: Models.llama70, isLimited: true, distance: near)
        let plain = spread.forecast(result, widths: widths)
        #expect(plain.tokenRate.contains(result.tokenRate) && plain.timeToFirst.contains(result.tailTimeToFirst))
        let evidence = InferenceCalibration.Evidence(
            predicted: result, tokenRatePerChip: result.tokenRatePerChip * 0.8,
            timePerToken: result.tailTimePerToken * 1.25)
        let one = InferenceCalibration([evidence], widths: widths)
        #expect(one.tokenRate.factor > 0.8 && one.tokenRate.factor < 0.9)
        #expect(one.timeToFirst.factor == 1)
        let many = InferenceCalibration([evidence, evidence, evidence], widths: widths)
        #expect(many.tokenRate.factor < one.tokenRate.factor && many.tokenRate.factor > 0.8)
        let shifted = spread.forecast(result, widths: widths, calibration: many)
        #expect(shifted.tokenRate.high / shifted.tokenRate.low < plain.tokenRate.high / plain.tokenRate.low)
        #expect(many.applied(to: result).tokenRate == result.tokenRate * many.tokenRate.factor)
        #expect(InferenceCalibration.none.applied(to: result) == result)
    }
}
