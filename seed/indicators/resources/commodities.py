"""The lines of the official sheets, by the codes of the household form; and the tables of that form that ask for them."""

from enum import StrEnum


class ProduceTable(StrEnum):
    """Tables of produce of the household form."""

    FOOD = "pangan"
    FRUIT = "buah"
    HERBS = "obat"
    PLANTATION = "kebun"
    FOREST = "hutan"
    ANIMALS = "ternak"
    PROCESSING = "olahan-ternak"
    FISH = "ikan"


RICE = 7
FOOD = {
    1: "Jagung", 2: "Kacang kedelai", 3: "Kacang tanah", 4: "Kacang panjang", 253: "Kacang hijau", 6: "Kacang merah",
    RICE: "Padi sawah", 8: "Padi ladang", 9: "Ubi kayu", 10: "Ubi jalar", 25: "Umbi-umbian lain", 11: "Cabe", 12: "Bawang merah",
    13: "Bawang putih", 14: "Tomat", 15: "Sawi", 16: "Kentang", 17: "Kubis", 18: "Mentimun", 19: "Buncis", 20: "Brokoli",
    21: "Terong", 22: "Bayam", 23: "Kangkung", 24: "Kacang turis", 26: "Selada", 28: "Wortel", 78: "Jamur", 29: "Tumpang sari"}

FRUIT = {
    30: "Jeruk", 31: "Alpokat", 32: "Mangga", 33: "Rambutan", 34: "Manggis", 35: "Salak", 36: "Apel", 37: "Pepaya",
    38: "Belimbing", 39: "Durian", 40: "Sawo", 41: "Duku", 42: "Kokosan", 43: "Pisang", 44: "Markisa", 45: "Lengkeng",
    46: "Semangka", 47: "Limau", 48: "Jeruk nipis", 49: "Melon", 50: "Jambu air", 51: "Nangka", 52: "Sirsak", 53: "Kedondong",
    54: "Anggur", 55: "Melinjo", 56: "Nenas", 57: "Jambu klutuk", 58: "Murbei", 255: "Stroberi"}

HERBS = {
    59: "Jahe", 60: "Kunyit", 61: "Lengkuas", 62: "Mengkudu", 63: "Daun dewa", 64: "Kumis kucing", 65: "Buah merah",
    66: "Sambiloto", 67: "Temulawak", 68: "Temu hitam", 69: "Temu putih", 70: "Temu putri", 71: "Temu kunci", 72: "Daun sirih",
    73: "Kayu manis", 74: "Daun sereh", 75: "Mahkota dewa", 76: "Akar wangi", 77: "Kencur", 252: "Jamur", 79: "Dewi-dewi"}

PLANTATION = {
    80: "Kelapa", 81: "Kelapa sawit", 82: "Kopi", 83: "Cengkeh", 84: "Coklat", 85: "Pinang", 86: "Lada", 87: "Karet",
    5: "Jambu mete", 89: "Tembakau", 90: "Pala", 91: "Vanili", 92: "Jarak pagar", 93: "Jarak kepyar", 94: "Tebu", 95: "Kapuk",
    256: "Kemiri", 97: "Teh"}

FOREST = {
    98: "Kayu", 99: "Madu lebah", 100: "Rotan", 101: "Damar", 102: "Bambu", 103: "Jati", 104: "Nilam", 105: "Lontar", 106: "Sagu",
    107: "Enau", 108: "Mahoni", 109: "Cemara", 110: "Kayu cendana", 111: "Kayu gaharu", 112: "Sarang burung", 113: "Meranti",
    114: "Kayu besi", 115: "Kayu ulin", 116: "Kemenyan", 117: "Gambir", 118: "Minyak kayu putih", 119: "Gula enau",
    120: "Gula lontar", 121: "Arang", 246: "Kayu", 247: "Kayu"}
"""246 and 247, sengon and firewood, are wood in this form."""

SWIFTLETS = "Burung walet"
ANIMALS = {
    122: "Sapi", 123: "Kerbau", 124: "Babi", 125: "Ayam kampung", 126: "Ayam broiler", 127: "Bebek", 128: "Kuda", 129: "Kambing",
    130: "Domba", 131: "Angsa", 132: "Burung puyuh", 133: "Kelinci", 134: SWIFTLETS, 135: "Anjing", 136: "Kucing"}
MILK, HONEY, NESTS, CRACKLING = 226, 230, 232, 248
"""Codes of ProduceTable.PROCESSING."""

SEA_FISH = {
    251: "Tuna", 147: "Salmon", 148: "Tongkol/cakalang", 149: "Hiu", 150: "Kakap", 151: "Tenggiri", 152: "Jambal", 153: "Pari",
    154: "Kuwe", 155: "Belanak", 156: "Cumi", 157: "Gurita", 158: "Sarden", 159: "Bawal", 160: "Baronang", 161: "Kembung",
    162: "Ikan ekor kuning", 163: "Sunuk", 164: "Teripang", 170: "Tembang", 173: "Kerang", 174: "Kepiting", 176: "Rajungan",
    185: "Penyu", 186: "Rumput laut"}
POND_FISH = {169: "Udang/lobster", 171: "Bandeng", 172: "Nener"}
"""Bred in the salt ponds by the sea."""
FRESH_FISH = {175: "Mas", 177: "Mujair", 178: "Lele", 179: "Gabus", 180: "Patin", 181: "Nila", 182: "Sepat", 183: "Gurame",
              184: "Belut", 187: "Kodok", 188: "Katak"}
GEAR = {400: "Karamba", 401: "Tambak", 402: "Jermal", 403: "Pancing", 404: "Pukat", 405: "Jala"}

MINERALS = {
    189: "Aluminium", 190: "Batu apung", 191: "Batu cadas", 192: "Batu gamping", 193: "Gips", 194: "Batu granit",
    195: "Batu gunung", 196: "Batu kali", 197: "Batu kapur", 198: "Batu marmer", 199: "Batu putih", 200: "Batu trass",
    201: "Batubara", 202: "Belerang", 203: "Bijih besi", 204: "Bouksit", 205: "Emas", 206: "Garam", 207: "Gas alam", 208: "Gips",
    210: "Kuningan", 212: "Mangan", 213: "Minyak bumi", 214: "Nikel", 215: "Pasir", 216: "Pasir batu", 217: "Pasir besi",
    218: "Pasir kwarsa", 219: "Perak", 220: "Perunggu", 221: "Garam", 222: "Tanah liat", 223: "Tembaga", 224: "Timah",
    225: "Uranium"}
