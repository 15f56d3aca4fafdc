"""What the land bears: lines of the official sheets by the codes of the household form, and what a hectare usually yields.

Yields and prices are rough figures of our own for practice data (East Java, rupiah of the mid-2020s).
"""

from dataclasses import dataclass
from enum import StrEnum


class Question(StrEnum):
    """The household form's tables of produce, by the number of the question that names the commodity."""

    FOOD = "12"
    FRUIT = "17"
    HERBS = "23"
    PLANTATION = "28"
    FOREST = "33"
    ANIMALS = "38"
    FISH = "43"
    MINERALS = "48"
    PROCESSING = "53"
    TOOLS = "58"


@dataclass(frozen=True, slots=True)
class Crop:
    """A line of a sheet of crops."""

    title: str
    yields: float
    """Tons a hectare: of one harvest of a field crop, of a year of a tree."""
    price: int = 0
    """Rupiah a ton; 0 where the sheet doesn't ask it."""


MILLION = 1_000_000
RICE = 7
FOOD = {
    1: Crop("Jagung", 6.1, 4_300_000), 2: Crop("Kacang kedelai", 1.6, 9_500_000), 3: Crop("Kacang tanah", 1.8, 17 * MILLION),
    4: Crop("Kacang panjang", 8, 5 * MILLION), 253: Crop("Kacang hijau", 1.2, 15 * MILLION),
    6: Crop("Kacang merah", 1.5, 18 * MILLION), RICE: Crop("Padi sawah", 5.7, 5_200_000),
    8: Crop("Padi ladang", 3.6, 5 * MILLION),
    9: Crop("Ubi kayu", 21, 1_500_000), 10: Crop("Ubi jalar", 16, 2_500_000), 25: Crop("Umbi-umbian lain", 12, 3 * MILLION),
    11: Crop("Cabe", 7, 20 * MILLION), 12: Crop("Bawang merah", 9, 17 * MILLION), 13: Crop("Bawang putih", 7, 22 * MILLION),
    14: Crop("Tomat", 22, 5 * MILLION), 15: Crop("Sawi", 14, 3_500_000), 16: Crop("Kentang", 17, 9 * MILLION),
    17: Crop("Kubis", 22, 3 * MILLION), 18: Crop("Mentimun", 18, 3_500_000), 19: Crop("Buncis", 10, 6 * MILLION),
    20: Crop("Brokoli", 12, 9 * MILLION), 21: Crop("Terong", 18, 3_500_000), 22: Crop("Bayam", 8, 4 * MILLION),
    23: Crop("Kangkung", 12, 3 * MILLION), 24: Crop("Kacang turis", 2, 8 * MILLION), 26: Crop("Selada", 12, 6 * MILLION),
    28: Crop("Wortel", 17, 6 * MILLION), 78: Crop("Jamur", 20, 14 * MILLION), 29: Crop("Tumpang sari", 4, 4 * MILLION)}

FRUIT = {
    30: Crop("Jeruk", 24), 31: Crop("Alpokat", 12), 32: Crop("Mangga", 9), 33: Crop("Rambutan", 8), 34: Crop("Manggis", 6),
    35: Crop("Salak", 12), 36: Crop("Apel", 20), 37: Crop("Pepaya", 45), 38: Crop("Belimbing", 15), 39: Crop("Durian", 8),
    40: Crop("Sawo", 12), 41: Crop("Duku", 7), 42: Crop("Kokosan", 7), 43: Crop("Pisang", 28), 44: Crop("Markisa", 12),
    45: Crop("Lengkeng", 8), 46: Crop("Semangka", 22), 47: Crop("Limau", 15), 48: Crop("Jeruk nipis", 14), 49: Crop("Melon", 20),
    50: Crop("Jambu air", 12), 51: Crop("Nangka", 20), 52: Crop("Sirsak", 10), 53: Crop("Kedondong", 10), 54: Crop("Anggur", 8),
    55: Crop("Melinjo", 8), 56: Crop("Nenas", 30), 57: Crop("Jambu klutuk", 18), 58: Crop("Murbei", 10), 255: Crop("Stroberi", 8)}

HERBS = {
    59: Crop("Jahe", 12), 60: Crop("Kunyit", 14), 61: Crop("Lengkuas", 18), 62: Crop("Mengkudu", 15), 63: Crop("Daun dewa", 6),
    64: Crop("Kumis kucing", 5), 65: Crop("Buah merah", 6), 66: Crop("Sambiloto", 6), 67: Crop("Temulawak", 15),
    68: Crop("Temu hitam", 10), 69: Crop("Temu putih", 10), 70: Crop("Temu putri", 8), 71: Crop("Temu kunci", 8),
    72: Crop("Daun sirih", 6), 73: Crop("Kayu manis", 2), 74: Crop("Daun sereh", 14), 75: Crop("Mahkota dewa", 6),
    76: Crop("Akar wangi", 10), 77: Crop("Kencur", 8), 252: Crop("Jamur", 15), 79: Crop("Dewi-dewi", 5)}

COCONUT = 80
PLANTATION = {
    COCONUT: Crop("Kelapa", 5.7, 2_300_000), 81: Crop("Kelapa sawit", 15, 2_100_000), 82: Crop("Kopi", .75, 26 * MILLION),
    83: Crop("Cengkeh", .28, 95 * MILLION), 84: Crop("Coklat", .65, 32 * MILLION), 85: Crop("Pinang", 1.2, 6 * MILLION),
    86: Crop("Lada", .7, 60 * MILLION), 87: Crop("Karet", 1, 17 * MILLION), 5: Crop("Jambu mete", .5, 15 * MILLION),
    89: Crop("Tembakau", 1.1, 30 * MILLION), 90: Crop("Pala", .4, 60 * MILLION), 91: Crop("Vanili", .15, 500 * MILLION),
    92: Crop("Jarak pagar", 1, 4 * MILLION), 93: Crop("Jarak kepyar", 1, 6 * MILLION), 94: Crop("Tebu", 80, 650_000),
    95: Crop("Kapuk", .4, 8 * MILLION), 256: Crop("Kemiri", 1.2, 12 * MILLION), 97: Crop("Teh", 1.6, 9 * MILLION)}

FOREST = {
    98: "Kayu", 99: "Madu lebah", 100: "Rotan", 101: "Damar", 102: "Bambu", 103: "Jati", 104: "Nilam", 105: "Lontar", 106: "Sagu",
    107: "Enau", 108: "Mahoni", 109: "Cemara", 110: "Kayu cendana", 111: "Kayu gaharu", 112: "Sarang burung", 113: "Meranti",
    114: "Kayu besi", 115: "Kayu ulin", 116: "Kemenyan", 117: "Gambir", 118: "Minyak kayu putih", 119: "Gula enau",
    120: "Gula lontar", 121: "Arang", 246: "Kayu", 247: "Kayu"}
"""Sengon and firewood are wood."""

ANIMALS = {
    122: "Sapi", 123: "Kerbau", 124: "Babi", 125: "Ayam kampung", 126: "Ayam broiler", 127: "Bebek", 128: "Kuda", 129: "Kambing",
    130: "Domba", 131: "Angsa", 132: "Burung puyuh", 133: "Kelinci", 134: "Burung walet", 135: "Anjing", 136: "Kucing"}

SEA_FISH = {
    251: "Tuna", 147: "Salmon", 148: "Tongkol/cakalang", 149: "Hiu", 150: "Kakap", 151: "Tenggiri", 152: "Jambal", 153: "Pari",
    154: "Kuwe", 155: "Belanak", 156: "Cumi", 157: "Gurita", 158: "Sarden", 159: "Bawal", 160: "Baronang", 161: "Kembung",
    162: "Ikan ekor kuning", 163: "Sunuk", 164: "Teripang", 170: "Tembang", 173: "Kerang", 174: "Kepiting", 176: "Rajungan",
    185: "Penyu", 186: "Rumput laut"}
POND_FISH = {169: "Udang/lobster", 171: "Bandeng", 172: "Nener"}
"""In the salt ponds by the sea."""
FRESH_FISH = {175: "Mas", 177: "Mujair", 178: "Lele", 179: "Gabus", 180: "Patin", 181: "Nila", 182: "Sepat", 183: "Gurame",
              184: "Belut", 187: "Kodok", 188: "Katak"}
TOOLS = {400: "Karamba", 401: "Tambak", 402: "Jermal", 403: "Pancing", 404: "Pukat", 405: "Jala"}
