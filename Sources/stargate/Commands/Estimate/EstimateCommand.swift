import ArgumentParser

struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "How long training and inference take, with an interval that holds 80 of 100.",
        discussion: """
            A model is a name of the catalogue (`stargate estimate models`) or a Hugging Face config.json.

              stargate estimate training llama-3.1-405b --chips H100:512 --tp 8 --pp 8 --vp 8 --cp 2 --batch 256
              stargate estimate search gpt-3-175b --chips H100:1024
              stargate estimate run llama-3.1-405b --tokens 15.6T --chips H100:16384
              stargate estimate inference llama-3.1-70b --chips H100:8 --input 2048 --output 256
              stargate estimate rows measurements.csv --calibrate-by software,chip --out predictions.csv
            """,
        subcommands: [
            EstimateTrainingCommand.self, EstimateSearchCommand.self, EstimateRunCommand.self,
            EstimateInferenceGroup.self,
            EstimateRowsCommand.self, EstimateScoreCommand.self, EstimateFitCommand.self, EstimateModelsCommand.self,
            EstimateChipsCommand.self,
        ])
}
