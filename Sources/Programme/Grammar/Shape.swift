import StargateQuantities

/// What a place in the programme file may hold. The one description that validation, the JSON Schema and the
/// reference page are made from.
indirect enum Shape: Sendable {
    case text
    case date
    case span
    /// A number with a unit, within a range of held units.
    case quantity(Dimension, ClosedRange<Int64>)
    /// A quantity, or a mapping from dates to quantities.
    case series(Dimension, ClosedRange<Int64>)
    case choice([String])
    case choices([String])
    /// The name of something declared elsewhere.
    case reference(Kind)
    case references(Kind)
    /// A mapping from names to things of one kind.
    case named(Kind?, Shape)
    case object([Field])

    /// What names may refer to.
    enum Kind: String, Sendable {
        case party, agreement, supplier, chip, site, phase, model
    }

    /// What a key of an object means.
    func meaning(of key: String) -> String? {
        if case .object(let fields) = self { return fields.first { $0.name == key }?.meaning }
        return nil
    }

    var isLeaf: Bool {
        switch self {
        case .named, .object: false
        default: true
        }
    }
}

/// One key of an object.
struct Field: Sendable {
    let name: String
    let shape: Shape
    let presence: Presence
    let meaning: String

    enum Presence: Sendable {
        case required, optional
        /// Missing means this text, as an assumption of the product.
        case assumed(String)
    }

    static func required(_ name: String, _ shape: Shape, _ meaning: String) -> Field {
        Field(name: name, shape: shape, presence: .required, meaning: meaning)
    }

    static func optional(_ name: String, _ shape: Shape, _ meaning: String) -> Field {
        Field(name: name, shape: shape, presence: .optional, meaning: meaning)
    }

    static func assumed(_ name: String, _ shape: Shape, _ text: String, _ meaning: String) -> Field {
        Field(name: name, shape: shape, presence: .assumed(text), meaning: meaning)
    }
}

extension Shape {
    // Upper bounds keep every product of declared values inside 64 bits; nothing real comes near them.
    static let money = Shape.quantity(.money, 0...100_000_000_000_000_000)
    static let positiveMoney = Shape.quantity(.money, 1...100_000_000_000_000_000)
    static let power = Shape.quantity(.power, 1_000...1_000_000_000_000)
    static let share = Shape.quantity(.ratio, 0...1_000_000)
    static let positiveShare = Shape.quantity(.ratio, 1...1_000_000)
    static let rate = Shape.quantity(.ratio, 0...1_000_000)
    static let slip = Shape.quantity(.ratio, -900_000...20_000_000)
    static let count = Shape.quantity(.count, 1...100_000_000)
    static let countSeries = Shape.series(.count, 0...100_000_000)
    static let compute = Shape.quantity(.compute, 1...1_000_000_000_000_000)
}
