"""Benefits × beneficiary: who gets what, and for whom the source is silent."""

from hub.enums import Beneficiary, BenefitCategory
from stories.benefit_matrix import benefit_matrix
from tests.builders.initiatives import benefit


def test_rows_stand_in_the_vocabularys_order_and_texts_in_the_editors():
    matrix = benefit_matrix(
        [
            benefit(text="Mer tid", beneficiary="helsepersonell", benefit="spart-tid"),
            benefit(text="Færre reiser", beneficiary="pasient", benefit="spart-tid"),
            benefit(text="Trygghet", beneficiary="pasient", benefit="kvalitet"),
            benefit(text="Mestring", beneficiary="pasient", benefit="kvalitet"),
        ]
    )
    assert [(row.beneficiary, [(cell.category, cell.texts) for cell in row.cells]) for row in matrix.rows] == [
        (
            Beneficiary.PASIENT,
            [(BenefitCategory.KVALITET, ("Trygghet", "Mestring")), (BenefitCategory.SPART_TID, ("Færre reiser",))],
        ),
        (Beneficiary.HELSEPERSONELL, [(BenefitCategory.SPART_TID, ("Mer tid",))]),
    ]


def test_those_that_nothing_is_said_of_are_named():
    matrix = benefit_matrix([benefit(beneficiary="pasient")])
    assert matrix.silent == (Beneficiary.PARORENDE, Beneficiary.HELSEPERSONELL, Beneficiary.TJENESTEN)


def test_without_benefits_there_is_no_matrix():
    assert not benefit_matrix([])
    assert benefit_matrix([]).silent == tuple(Beneficiary)
